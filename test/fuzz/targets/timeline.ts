import { strict as assert } from 'node:assert';
import type { Boot } from '../../../src/model/boot.js';
import { phases, scopes } from '../../../src/model/phase.js';
import type { Record } from '../../../src/model/record.js';
import type { Extent, Signal } from '../../../src/model/signal.js';
import { createTimeline } from '../../../src/timeline/timeline.js';
import type { Chance } from '../inputs/chance.js';
import type { Target } from '../target.js';

const epoch = 1_700_000_000;
const processes = [null, null, 'pid 1', 'pid 2', 'rank 0'];
const seconds = [0, 0.001, 1, 2.5, 10, 60, 599, 4000, 1e6, 1e10];
const events = ['import', 'model-load', 'compile-cache-hit', 'shape', 'hub-retry'];

const extentOf = (chance: Chance, hasSeconds: boolean): Extent | null => {
  if (hasSeconds && !chance.oneIn(6)) return { kind: 'stated' };
  const key = chance.pick(['a', 'b']);
  return chance.pick<Extent | null>([
    { kind: 'starts', key },
    { kind: 'ends', key },
    { kind: 'until-next' },
    { kind: 'since-previous' },
    { kind: 'since-boot' },
    { kind: 'since-first' },
    { kind: 'opening-to-next' },
    null,
  ]);
};

const signalOf = (chance: Chance, record: Record): Signal => {
  const hasSeconds = chance.oneIn(2);
  const extent = extentOf(chance, hasSeconds);
  const runtime = chance.pick(['x', 'y']);
  return {
    id: `${runtime}/${chance.pick(['a', 'b', 'c', 'd', 'start'])}`,
    runtime,
    record,
    line: record.line,
    facts: {
      ...(hasSeconds ? { seconds: chance.oneIn(4) ? chance.pick(seconds) : chance.below(200_000) / 1000 } : {}),
      ...(chance.oneIn(12) ? { readySeconds: chance.below(100) } : {}),
      ...(chance.oneIn(12) ? { process: chance.pick(['1', '2', '*']) } : {}),
      ...(chance.oneIn(12) ? { request: String(chance.below(3)) } : {}),
      ...(chance.oneIn(20) ? { bytes: chance.pick([0, 1e9, 1e18]) } : {}),
    },
    phase: extent === null ? null : chance.pick(phases),
    extent,
    scope: chance.oneIn(4) ? chance.pick(scopes) : null,
    totals: chance.oneIn(8) ? [`${runtime}/a`, `${runtime}/b`] : [],
    events: chance.some(1, () => chance.pick(events)),
    milestone: chance.oneIn(10) ? chance.pick(['listening', 'ready', 'warm'] as const) : null,
    boot: chance.oneIn(12) ? chance.pick(['starts', 'may-start', 'begins', 'ends', 'fails'] as const) : null,
    shape: chance.oneIn(20) ? 'requested' : null,
    isMetric: chance.oneIn(30),
    request: chance.oneIn(6) ? chance.pick(['starts', 'ends', 'first-token'] as const) : null,
    isHeartbeat: chance.oneIn(12),
    typical: null,
  };
};

type Pushed = { readonly record: Record; readonly signals: readonly Signal[] };

const pushesOf = (chance: Chance): Pushed[] => {
  let at = epoch;
  const clocks = chance.pick([0, 1, 8]);
  return Array.from({ length: 2 + chance.below(14) }, (_, index) => {
    at += chance.oneIn(12) ? chance.below(40_000) - 20_000 : chance.below(20_000) / 1000;
    const hasTime = clocks === 8 || (clocks === 1 && chance.oneIn(2));
    const line = index + 1;
    const record: Record = {
      file: 'x.log',
      line,
      text: `line ${line}`,
      raw: `line ${line}`,
      time: hasTime ? at : null,
      resolutionSeconds: hasTime ? chance.pick([1, 0.001]) : 0,
      level: null,
      stream: { replica: chance.oneIn(20) ? 'b' : null, process: chance.pick(processes) },
      labels: {},
      fields: {},
    };
    return { record, signals: chance.some(2, () => signalOf(chance, record)) };
  });
};

const near = (left: number, right: number): boolean => Math.abs(left - right) <= 1e-6 + Math.abs(right) * 1e-9;

const checkBoot = (boot: Boot, pushed: readonly Pushed[]): void => {
  const { attributedSeconds: spent, gapSeconds: gap, timeToReadySeconds: whole } = boot;
  for (const figure of [spent.startup, spent.firstRequest, gap.startup, gap.firstRequest, whole, boot.firstRequestSeconds]) {
    assert.ok(figure === null || (Number.isFinite(figure) && figure >= 0), `a figure is ${figure}`);
  }
  if (whole !== null && gap.startup !== null) {
    // Without a clock the stated figures may be more than the whole that the log states.
    const isMore = boot.start === null && spent.startup >= whole;
    assert.ok(isMore || near(spent.startup + gap.startup, whole), `${spent.startup} + ${gap.startup} is not ${whole}`);
  }
  for (const row of boot.phases) {
    assert.ok(Number.isFinite(row.seconds) && row.seconds >= 0, `${row.phase} takes ${row.seconds}`);
    assert.ok(row.share === null || (row.share >= 0 && row.share <= 1), `${row.phase} has a share of ${row.share}`);
  }
  const isStated = pushed.some(({ signals }) => signals.some(({ facts }) => facts.seconds !== undefined || facts.readySeconds !== undefined));
  if (isStated || pushed.some(({ record }) => record.time !== null)) return;
  assert.equal(spent.startup + spent.firstRequest, 0, 'no time from nothing');
  assert.equal(whole, null, 'no time from nothing');
};

/** Whatever the signals, the account adds up and nothing is negative. */
export const timelineTarget: Target = {
  name: 'timeline',
  holds:
    'Whatever the signals, attributed + gap = time to ready, no figure is negative, no share above 1, and without clocks or stated figures there is no time.',
  share: 8,
  trial: (chance) => {
    const pushed = pushesOf(chance);
    return {
      input: JSON.stringify(pushed.map(({ record, signals }) => ({ ...record, signals: signals.map(({ record: _, ...signal }) => signal) }))),
      check: () => {
        const timeline = createTimeline([]);
        for (const { record, signals } of pushed) timeline.push(record, signals, [...new Set(signals.map(({ runtime }) => runtime))]);
        for (const boot of timeline.end()) checkBoot(boot, pushed);
      },
    };
  },
};
