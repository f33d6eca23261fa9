import type { Signal } from '../../src/model/signal.js';
import type { Entry } from '../../src/timeline/entry.js';
import { record, signal } from './given.js';

/** What a line says, and where it stands. */
export type GivenEntry = Partial<Omit<Signal, 'record' | 'line'>> & {
  readonly at?: number | null;
  /** Left out, whoever has a time has a clock of its own. */
  readonly dated?: boolean;
  readonly process?: string | null;
  readonly resolution?: number;
  readonly position?: number;
};

/** Signals at their places in a boot: the first is entry 0, on line 1. `at` is its time, and what is not said is nothing. */
export const entriesOf = (...all: readonly GivenEntry[]): Entry[] =>
  all.map(({ at = null, dated = at !== null, process = null, resolution = 0.001, position, ...given }, order) => {
    const one = record({ line: order + 1, time: at, resolutionSeconds: resolution, stream: { replica: null, process } });
    const tick = { time: at, isDated: dated, resolutionSeconds: resolution, record: one, line: order + 1, process };
    return {
      signal: { ...signal({ id: 'x/signal', ...given }), record: one, line: order + 1 },
      tick,
      order,
      position: position ?? order + 1,
      neighbour: null,
      closedBy: [],
    };
  });

/** Lines of evidence. */
export const linesOf = (evidence: readonly { readonly line: number }[]): number[] => evidence.map(({ line }) => line);
