import type { Evidence } from '../../../model/boot.js';
import type { Seconds } from '../../../model/units.js';
import { formatSeconds } from '../../quantity.js';
import { gapError, gapSuspect } from '../../text/phases.js';
import type { Bar, Chart, Lane } from '../chart.js';

/** Something drawn from one moment to another. */
export type Mark = {
  readonly kind: 'bar' | 'gap';
  readonly from: Seconds;
  readonly to: Seconds;
  readonly seconds: Seconds;
  /** In words, all that is known of it. */
  readonly describes: string;
  readonly evidence: readonly Evidence[];
  readonly cause: Bar['cause'];
  readonly isPlaced: boolean;
};

/** A row of the picture: marks by their beginning; only the first row of a lane has a label. */
export type Row = { readonly label: string; readonly kind: Mark['kind']; readonly marks: readonly Mark[] };

const between = (from: Seconds, to: Seconds): string => `from ${formatSeconds(from)} to ${formatSeconds(to)}`;

const markOf = (bar: Bar, isClocked: boolean): Mark => ({
  kind: 'bar',
  from: bar.from,
  to: bar.to,
  seconds: bar.seconds,
  describes: [
    `${bar.phase}${bar.process === null ? '' : ` in ${bar.process}`}: ${formatSeconds(bar.seconds)}, ${bar.basis}`,
    ...(isClocked && bar.isPlaced ? [between(bar.from, bar.to)] : ['when is not in the log']),
    ...(bar.cause === null ? [] : [`cause ${bar.cause.number}`]),
  ].join('; '),
  evidence: bar.evidence,
  cause: bar.cause,
  isPlaced: bar.isPlaced,
});

const laneRows = (lane: Lane, isAlone: boolean, isClocked: boolean): Row[] =>
  lane.rows.map((bars, index) => ({
    label: index > 0 ? '' : isAlone || lane.process === null ? lane.phase : `${lane.phase} ${lane.process}`,
    kind: 'bar',
    marks: bars.map((bar) => markOf(bar, isClocked)),
  }));

const gapRow = ({ gaps }: Chart): Row[] => {
  const marks = gaps.map(({ from, to, gap }): Mark => {
    const describes = `gap: ${formatSeconds(gap.seconds)}${gapError(gap)} that no line explains, ${between(from, to)}${gapSuspect(gap)}`;
    return { kind: 'gap', from, to, seconds: gap.seconds, describes, evidence: [gap.after, gap.before], cause: null, isPlaced: true };
  });
  return marks.length === 0 ? [] : [{ label: 'gap', kind: 'gap', marks: marks.sort((a, b) => a.from - b.from) }];
};

/** The rows of a chart from top to bottom; gaps stand in the last one. */
export const rowsOf = (chart: Chart): Row[] => {
  const count = (phase: string): number => chart.lanes.filter((lane) => lane.phase === phase).length;
  return [...chart.lanes.flatMap((lane) => laneRows(lane, count(lane.phase) === 1, chart.isClocked)), ...gapRow(chart)];
};
