import type { Evidence } from '../../model/boot.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import { shownPhases, type TimeStretch } from '../drawing/axis.js';
import { formatSeconds, formatShare } from '../quantity.js';
import { gapError, gapSuspect } from '../text/phases.js';
import type { Chart } from './chart.js';
import { html, type Markup } from './markup.js';
import { placeLabel } from './place.js';

type Kind = 'phase' | 'gap' | 'milestone';

type Row = {
  readonly kind: Kind;
  readonly name: string;
  readonly seconds: number;
  readonly share: number | null;
  readonly how: Markup | string;
  readonly place: Markup | null;
  readonly stretches: readonly TimeStretch[];
  readonly from: number;
};

/** More bars than a line of a table can show. */
const mostStretches = 200;

const begins = (stretches: readonly TimeStretch[]): number => stretches.reduce((first, { from }) => Math.min(first, from), Number.POSITIVE_INFINITY);

const longestOf = (phase: ReportedPhase): Evidence | undefined =>
  phase.spans
    .reduce<ReportedPhase['spans'][number] | undefined>(
      (longest, span) => (longest === undefined || span.seconds > longest.seconds ? span : longest),
      undefined,
    )
    ?.evidence.at(-1);

const spansOf = ({ spans, basis }: ReportedPhase): string => {
  const processes = new Set(spans.flatMap(({ process }) => (process === null ? [] : [process]))).size;
  return [basis, ...(spans.length > 1 ? [`${spans.length} spans`] : []), ...(processes > 1 ? [`${processes} processes`] : [])].join(', ');
};

const phaseRow = (phase: ReportedPhase, chart: Chart): Row => {
  const stretches = chart.lanes.filter((lane) => lane.phase === phase.phase).flatMap((lane) => lane.rows.flat());
  const evidence = longestOf(phase);
  return {
    kind: 'phase',
    name: phase.phase,
    seconds: phase.seconds,
    share: phase.share,
    how: spansOf(phase),
    place: evidence === undefined ? null : placeLabel(evidence),
    stretches,
    from: begins(stretches),
  };
};

const gapRow = (gap: ReportedGap, chart: Chart): Row => {
  const stretches = chart.gaps.filter((one) => one.gap === gap);
  return {
    kind: 'gap',
    name: 'gap',
    seconds: gap.seconds,
    share: chart.isClocked ? gap.seconds / chart.seconds : null,
    how: `no line explains it${gapError(gap)}${gapSuspect(gap)}`,
    place: html`${placeLabel(gap.after)}–${gap.before.line}`,
    stretches,
    from: begins(stretches),
  };
};

const milestoneRow = ({ name, seconds, evidence }: Chart['milestones'][number]): Row => ({
  kind: 'milestone',
  name,
  seconds,
  share: null,
  how: 'milestone',
  place: evidence[0] === undefined ? null : placeLabel(evidence[0]),
  stretches: [{ from: seconds, to: seconds }],
  from: seconds,
});

const percent = (part: number, whole: number): string => `${Math.min(100, Math.max(0, (100 * part) / whole)).toFixed(2)}%`;

const barCell = ({ kind, stretches }: Row, seconds: number): Markup => html`
<td class="bars"><svg class="${kind}" width="100%" height="14" aria-hidden="true">${stretches
  .slice(0, mostStretches)
  .map(({ from, to }) =>
    kind === 'milestone'
      ? html`<line x1="${percent(from, seconds)}" x2="${percent(from, seconds)}" y1="0" y2="14"/>`
      : html`<rect x="${percent(from, seconds)}" width="${percent(Math.max(to - from, seconds / 500), seconds)}" y="2" height="10"/>`,
  )}</svg></td>`;

const tableRow = (row: Row, seconds: number, hasShares: boolean): Markup => html`
<tr class="${row.kind}" data-phase="${row.name}"><th scope="row">${row.name}</th><td class="number">${formatSeconds(row.seconds)}</td>${
  hasShares ? html`<td class="number">${row.share === null ? '' : formatShare(row.share)}</td>` : null
}${barCell(row, seconds)}<td>${row.how}</td><td>${row.place}</td></tr>`;

/** A waterfall as a table: phases, gaps and milestones by their beginning. */
export const phaseTable = (boot: BootReport, chart: Chart, caption: string): Markup => {
  const gaps = boot.gaps.filter((gap) => gap.scope === chart.scope && gap.seconds > 0 && gap.seconds >= gap.errorSeconds);
  const rows = [
    ...shownPhases(boot, chart.scope).map((phase) => phaseRow(phase, chart)),
    ...gaps.map((gap) => gapRow(gap, chart)),
    ...chart.milestones.map(milestoneRow),
  ].sort((a, b) => (a.from === b.from ? 0 : a.from - b.from));
  const hasShares = rows.some(({ share }) => share !== null);
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}, as a table"><table class="phases">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">phase</th><th scope="col" class="number">time</th>${hasShares ? html`<th scope="col" class="number">share</th>` : null}<th scope="col" class="bars">to scale</th><th scope="col">known from</th><th scope="col">log</th></tr></thead>
<tbody>${rows.map((row) => tableRow(row, chart.seconds, hasShares))}
</tbody></table></div>`;
};
