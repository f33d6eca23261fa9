import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootOf, type Line, ready, signal, start } from './given.js';

const heartbeat = signal({ id: 'x/waits', isHeartbeat: true });
const epoch = 1_700_000_000;

const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 40 }), isHeartbeat: fc.boolean() }), { minLength: 1, maxLength: 150 });

/** A start with these waits between its lines, and how long each silence in it is. */
const startOf = (waits: readonly { readonly wait: number; readonly isHeartbeat: boolean }[], isReady: boolean) => {
  let at = 0;
  let spoken = 0;
  const silences: { after: number; before: number; seconds: number }[] = [];
  const lines: Line[] = [{ at, signals: [start] }];
  let spokenLine = 1;
  const say = (isHeartbeat: boolean, signals: Line['signals']): void => {
    lines.push({ at, ...(signals === undefined ? {} : { signals }) });
    if (isHeartbeat) return;
    if (at > spoken) silences.push({ after: spokenLine, before: lines.length, seconds: at - spoken });
    spoken = at;
    spokenLine = lines.length;
  };
  for (const { wait, isHeartbeat } of waits) {
    at += wait;
    say(isHeartbeat, isHeartbeat ? [heartbeat] : undefined);
  }
  at += 1;
  say(false, isReady ? [ready] : undefined);
  return { lines, silences, whole: at };
};

describe('gaps', () => {
  it('hold every silence of 5 s, or of a tenth of the start, whatever heartbeats say in it', () => {
    fc.assert(
      fc.property(steps, (waits) => {
        const { lines, silences, whole } = startOf(waits, true);
        const told = bootOf(lines).gaps.map(({ seconds, after, before }) => ({ after: after.line, before: before.line, seconds }));
        for (const silence of silences.filter(({ seconds }) => seconds >= 5 || seconds >= whole / 10)) expect(told).toContainEqual(silence);
      }),
    );
  });

  it('hold the longest silences of a start whose end is not in the log', () => {
    fc.assert(
      fc.property(steps, (waits) => {
        const { lines, silences } = startOf(waits.slice(0, 45), false);
        const told = bootOf(lines).gaps.map(({ seconds, after, before }) => ({ after: after.line, before: before.line, seconds }));
        for (const silence of silences) expect(told).toContainEqual(silence);
      }),
    );
  });

  it('name a short silence where the start is short', () => {
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 0.4, resolution: 0.001 }, { at: 0.5 }, { at: 2, signals: [ready] }]);
    expect(boot.gaps.map((gap) => Number(gap.seconds.toFixed(3)))).toEqual([1.5, 0.4]);
  });

  it('end with the log where only heartbeats follow', () => {
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 3 }, { at: 60, signals: [heartbeat] }, { at: 120, signals: [heartbeat] }]);
    expect(boot.gaps[0]).toMatchObject({ seconds: 117, start: epoch + 3, after: { line: 2 }, before: { line: 4 } });
  });

  it('stop at the first request of a start that says nothing of ready', () => {
    const request = signal({ id: 'x/request', request: 'ends' });
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 8 }, { at: 9, signals: [request] }, { at: 500, signals: [request] }]);
    expect(boot.gaps.map((gap) => gap.seconds)).toEqual([8, 1]);
  });

  it('of the start are not pushed out by days of idling after ready', () => {
    const idle = Array.from({ length: 4_500 }, (_, index): Line => ({ at: 20 + index * 30 }));
    const boot = bootOf([{ at: 0, signals: [start] }, { at: 6 }, { at: 12, signals: [ready] }, ...idle]);
    expect(boot.gaps.map((gap) => gap.seconds)).toEqual([6, 6]);
  });

  it('are cut to what no stated figure explains', () => {
    const load = signal({ id: 'x/load', phase: 'weights-load', facts: { seconds: 7 } });
    const boot = bootOf([
      { at: 0, signals: [start] },
      { at: 20, signals: [load] },
      { at: 21, signals: [ready] },
    ]);
    expect(boot.gaps[0]).toMatchObject({ seconds: 13, end: epoch + 13, after: { line: 1 }, before: { line: 2 } });
  });

  it('are none in a log of which nothing was read', () => {
    expect(bootOf([{ at: 0 }, { at: 60 }, { at: 200 }]).gaps).toEqual([]);
  });
});
