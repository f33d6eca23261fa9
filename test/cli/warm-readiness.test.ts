import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/terminal/io.js';
import { runSession } from '../../src/cli/warm/session.js';
import { loadPlan } from '../../src/warm/plan/load.js';
import type { Outcome, Target } from '../../src/warm/target/target.js';
import { answered } from '../warm/scripted-target.js';

const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }, { batch: 8 }]\n');
/** Until both are steady, one by one and twice at once, then in turn. */
const passesInAll = 2 * 6 + 2 * 5 + 2 * 3;

type Fault = 'down' | 'slow' | 'error' | 'hangs up' | 'dies' | 'SIGTERM';

/** A session whose target has a fault from one of its passes on; looks at `/readyz` in the middle of every pass, and after the warmup. */
const sessionWith = async (fault: Fault, at: number) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let signalled: ((signal: NodeJS.Signals) => void) | null = null;
  const io: Io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: {},
    onInterrupt: () => () => {},
    onSignal: (_signals, listener) => {
      signalled = listener;
      return () => {};
    },
  };
  const terminate = (): void => signalled?.('SIGTERM');
  const url = new Promise<string>((resolve) =>
    stderr.on('data', (chunk: Buffer) => /probe on (\S+)/.exec(chunk.toString())?.[1] && resolve(/probe on (\S+)/.exec(chunk.toString())?.[1] ?? '')),
  );
  const readyz = async (): Promise<number> => {
    const response = await fetch(`${await url}/readyz`).catch(() => null);
    await response?.arrayBuffer();
    return response?.status ?? 0;
  };
  const during: number[] = [];
  let calls = 0;
  let isDead = false;
  const outcomeOf = (now: number, signal: AbortSignal): Outcome | Promise<Outcome> => {
    if (now < at) return answered(0.01);
    if (fault === 'SIGTERM') {
      terminate();
      return answered(0.01);
    }
    if (fault === 'slow')
      return new Promise((resolve) => {
        const stop = (): void => resolve({ kind: 'failed', why: 'was stopped while it waited for an answer' });
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop);
      });
    isDead = fault === 'dies';
    const kind = { down: 'unreachable', error: 'failed', 'hangs up': 'dropped', dies: 'dropped' } as const;
    return { kind: kind[fault], why: fault };
  };
  const target: Target = {
    isAlive: async () => !isDead,
    run: async (_shape, _variant, signal) => {
      const outcome = await outcomeOf(calls++, signal);
      during.push(await readyz());
      return outcome;
    },
  };
  const isWarmedUp = new Promise<void>((resolve) => stdout.once('data', () => resolve()));
  const settings = {
    probe: { host: '127.0.0.1', port: 0 },
    concurrency: 2,
    // Where nothing else ends it.
    deadlineSeconds: fault === 'down' || fault === 'slow' ? 0.5 : 60,
    format: 'text',
    isQuiet: false,
    stateFile: null,
    command: [],
  } as const;
  const session = runSession(plan, target, settings, io);
  await isWarmedUp;
  const afterwards = await readyz();
  terminate();
  const stopped = await readyz();
  return { during, afterwards, stopped, status: await session };
};

describe('readiness of a session', () => {
  it('comes once all is warm, and goes with the signal to end', async () => {
    const { during, afterwards, stopped, status } = await sessionWith('error', 1000);
    expect([during.length, new Set(during), afterwards, status]).toEqual([passesInAll, new Set([503]), 200, 0]);
    expect(stopped).not.toBe(200);
  });

  it('is never there wherever the target is down, slow, answers errors, hangs up or dies, or the signal comes', async () => {
    const fault = fc.constantFrom<Fault>('down', 'slow', 'error', 'hangs up', 'dies', 'SIGTERM');
    await fc.assert(
      fc.asyncProperty(fault, fc.nat(passesInAll - 1), async (what, at) => {
        const { during, afterwards, stopped } = await sessionWith(what, at);
        expect(during.filter((status) => status === 200)).toEqual([]);
        expect(afterwards).not.toBe(200);
        expect(stopped).not.toBe(200);
      }),
      { numRuns: 40 },
    );
  });
});
