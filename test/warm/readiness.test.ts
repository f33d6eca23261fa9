import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/warm/plan/load.js';
import { after, notYet, reasonsAgainst, type WarmEvent } from '../../src/warm/readiness.js';
import type { ShapeResult, ShapeState } from '../../src/warm/result.js';
import type { Outcome, Target } from '../../src/warm/target/target.js';
import { warmUp } from '../../src/warm/warm.js';
import { answered } from './scripted-target.js';

const planned = ['sequence 128', 'sequence 512'];

const result = (state: ShapeState, why: string | null = null): ShapeResult => ({
  shape: { sequence: 1 },
  state,
  runs: 6,
  firstSeconds: 1,
  steadySeconds: 1,
  firstTokenSeconds: null,
  steadyTokenSeconds: null,
  concurrency: null,
  why,
});

const warmed: readonly WarmEvent[] = [
  { kind: 'begun', index: 0 },
  { kind: 'shape', index: 0, result: result('warm') },
  { kind: 'begun', index: 1 },
  { kind: 'shape', index: 1, result: result('warm') },
  { kind: 'ended', verdict: 'warm' },
];
const died: WarmEvent = { kind: 'died', why: 'the target no longer answers' };

const reasons = (...events: readonly WarmEvent[]): readonly string[] => reasonsAgainst(events.reduce(after, notYet(planned)));

describe('readiness', () => {
  it('comes with the end of a warmup that warmed every shape, and not before', () => {
    expect(warmed.map((_, at) => reasons(...warmed.slice(0, at + 1)).length === 0)).toEqual([false, false, false, false, true]);
  });

  it('goes with the target, and comes back after another warmup only', () => {
    expect(reasons(...warmed, died)).toEqual(['the target no longer answers']);
    expect(reasons(...warmed, died, ...warmed.filter(({ kind }) => kind !== 'begun'))).toEqual(['the target no longer answers']);
    expect(reasons(...warmed, died, ...warmed)).toEqual([]);
  });

  it('names each shape that speaks against it', () => {
    const [begun] = warmed;
    const cold: WarmEvent = { kind: 'shape', index: 1, result: result('cold', 'not steady after 30 runs') };
    expect(reasons(begun as WarmEvent, cold, { kind: 'ended', verdict: 'cold' })).toEqual([
      'sequence 128: was not run',
      'sequence 512: not steady after 30 runs',
    ]);
  });

  it('never comes back once it is stopping', () => {
    expect(reasons({ kind: 'stopping', why: 'stopped by SIGTERM' }, ...warmed)).toEqual(['stopped by SIGTERM']);
  });

  const state = fc.constantFrom<ShapeState>('warm', 'warm', 'warm', 'cold', 'failed', 'not-run');
  const event: fc.Arbitrary<WarmEvent> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('shape' as const), index: fc.nat(1), result: state.map((one) => result(one)) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('ended' as const), verdict: fc.constantFrom('warm' as const, 'warm' as const, 'cold' as const) }) },
    fc.record({ kind: fc.constant('begun' as const), index: fc.nat(1) }),
    fc.constant<WarmEvent>({ kind: 'waiting', why: 'w' }),
    fc.constant(died),
    { weight: 1, arbitrary: fc.constant<WarmEvent>({ kind: 'stopping', why: 's' }) },
  );

  it('is never true without a warm end, every shape warm and the target alive since', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        if (reasons(...events).length > 0) return;
        const life = events.slice(events.findLastIndex(({ kind }) => kind === 'died') + 1);
        const lastOf = (index: number) => life.findLast((one) => one.kind === 'shape' && one.index === index);
        expect(life.at(-1)).toEqual({ kind: 'ended', verdict: 'warm' });
        expect([0, 1].map(lastOf)).toMatchObject([{ result: { state: 'warm' } }, { result: { state: 'warm' } }]);
        expect(events.some(({ kind }) => kind === 'stopping')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never true during a warmup, wherever the target fails or the process is stopped', async () => {
    const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ sequence: 128 }, { sequence: 512 }]\n');
    const fault = fc.constantFrom<Outcome | 'stop'>({ kind: 'dropped', why: 'd' }, { kind: 'failed', why: 'f' }, { kind: 'busy', why: 'b' }, 'stop');
    await fc.assert(
      fc.asyncProperty(fc.nat(25), fault, async (at, what) => {
        const controller = new AbortController();
        let calls = 0;
        const target: Target = {
          isAlive: async () => true,
          run: async () => {
            const isNow = calls === at;
            calls++;
            if (isNow && what === 'stop') controller.abort('stopped');
            return isNow && what !== 'stop' ? what : answered(1);
          },
        };
        let now = notYet(planned);
        const wasReady: boolean[] = [];
        const { verdict } = await warmUp(plan, {
          target,
          clock: () => 0,
          sleep: async () => {},
          signal: controller.signal,
          isInterrupted: () => controller.signal.aborted,
          concurrency: 2,
          readMemory: async () => null,
          tell: (told) => {
            now = after(now, told);
            wasReady.push(reasonsAgainst(now).length === 0);
          },
        });
        expect(wasReady.slice(0, -1)).not.toContain(true);
        expect(wasReady.at(-1)).toBe(verdict === 'warm');
        // Twelve passes until steady, then five of each shape; a service that is busy before its first answer is waited for.
        const isHarmless = calls <= at || (at === 0 && what !== 'stop' && what.kind === 'busy');
        expect(verdict === 'warm').toBe(isHarmless);
      }),
    );
  });
});
