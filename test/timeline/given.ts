import type { Boot } from '../../src/model/boot.js';
import type { Record } from '../../src/model/record.js';
import type { Signal } from '../../src/model/signal.js';
import type { RuntimeRules } from '../../src/rules/schema.js';
import { createTimeline } from '../../src/timeline/timeline.js';

/** A record as the reader would give it; what is not said is empty. */
export const record = (given: Partial<Record> & { readonly line: number }): Record => ({
  file: 'server.log',
  text: `line ${given.line}`,
  raw: given.text ?? `line ${given.line}`,
  time: null,
  resolutionSeconds: given.time == null ? 0 : 1,
  level: null,
  stream: { replica: null, process: null },
  labels: {},
  fields: {},
  ...given,
});

/** What the matcher would read off a record; what is not said is nothing. */
export const signal = (given: Partial<Signal> & { readonly id: string }): Omit<Signal, 'record' | 'line'> => ({
  runtime: given.id.split('/')[0] ?? '',
  facts: {},
  phase: null,
  extent: given.phase != null && given.facts?.seconds !== undefined ? { kind: 'stated' } : null,
  scope: null,
  totals: [],
  events: [],
  milestone: null,
  boot: null,
  shape: null,
  isMetric: false,
  request: null,
  isHeartbeat: false,
  typical: null,
  ...given,
});

export type Line = {
  readonly file?: string;
  readonly at?: number | null;
  readonly text?: string;
  readonly level?: Record['level'];
  readonly resolution?: number;
  readonly process?: string;
  readonly replica?: string;
  readonly signals?: readonly Omit<Signal, 'record' | 'line'>[];
};

const epoch = 1_700_000_000;

/** Boots of a log given as lines: `at` is in seconds after the first moment. */
export function bootsOf(lines: readonly Line[], rules: readonly RuntimeRules[] = []): Boot[] {
  const timeline = createTimeline(rules);
  lines.forEach(({ at, resolution = 1, process, replica, signals = [], ...named }, index) => {
    const one = record({
      ...named,
      line: index + 1,
      time: at == null ? null : epoch + at,
      resolutionSeconds: at == null ? 0 : resolution,
      stream: { replica: replica ?? null, process: process ?? null },
    });
    const full = signals.map((given) => ({ ...given, record: one, line: one.line }));
    timeline.push(one, full, [...new Set(full.map((given) => given.runtime))]);
  });
  return timeline.end();
}

/** The only boot of such a log. */
export function bootOf(lines: readonly Line[], rules: readonly RuntimeRules[] = []): Boot {
  const boots = bootsOf(lines, rules);
  if (boots.length !== 1 || boots[0] === undefined) throw new Error(`expected one boot, got ${boots.length}`);
  return boots[0];
}

export const start = signal({ id: 'x/start', boot: 'starts' });
export const ready = signal({ id: 'x/ready', milestone: 'ready' });
