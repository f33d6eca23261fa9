import type { Distribution, Fleet, FleetCause, FleetSplit, TrendPoint } from '../../model/fleet.js';
import type { Seconds } from '../../model/units.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { embedded } from '../html/embed.js';
import { type Content, html, type Markup } from '../html/markup.js';
import { page } from '../html/page.js';
import { formatRatio, formatSeconds, formatShare } from '../quantity.js';
import { readWords } from './read-words.js';

const mostRows = 100;

const orDash = (seconds: Seconds | null): string => (seconds === null ? '–' : formatSeconds(seconds));

const columns = (heads: readonly string[], numbersFrom: number): Markup =>
  html`<thead><tr>${heads.map((head, place) => html`<th scope="col"${place >= numbersFrom ? html` class="number"` : null}>${head}</th>`)}</tr></thead>`;

const cells = (values: readonly Content[]): Markup => html`${values.map((value) => html`<td class="number">${value}</td>`)}`;

const scrolled = (caption: string, content: Markup): Markup => html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="boots sortable"><caption class="unseen">${caption}</caption>${content}</table></div>`;

const barWidth = 160;

/** A bar to scale. The figure beside it says the same. */
const bar = (share: number): Markup => html`
<svg width="${barWidth}" height="12" aria-hidden="true"><rect x="0" y="1" width="${Math.max(1, share * barWidth).toFixed(1)}" height="10" fill="var(--bar-warning)"/></svg>`;

const trendWidth = 160;
const trendHeight = 28;

/** The share of boots that have a cause, stretch by stretch. */
const trend = (points: readonly TrendPoint[]): Markup | null => {
  if (points.length < 2) return null;
  const x = (place: number): string => ((place / (points.length - 1)) * (trendWidth - 2) + 1).toFixed(1);
  const y = ({ affected, boots }: TrendPoint): string => (trendHeight - 2 - (affected / Math.max(1, boots)) * (trendHeight - 4)).toFixed(1);
  const path = points.map((point, place) => `${place === 0 ? 'M' : 'L'}${x(place)} ${y(point)}`).join('');
  const [first, last] = [points[0], points.at(-1)];
  const shareOf = (point: TrendPoint | undefined): string => formatShare((point?.affected ?? 0) / Math.max(1, point?.boots ?? 1));
  return html`<svg width="${trendWidth}" height="${trendHeight}" role="img" aria-label="from ${shareOf(first)} of boots to ${shareOf(last)}"><path d="${path}" fill="none" stroke="var(--bar-warning)" stroke-width="2"/></svg>`;
};

const causeRows = (causes: readonly FleetCause[]): Markup => {
  const most = causes.reduce((dearest, { replicaSeconds }) => Math.max(dearest, replicaSeconds), 0);
  return scrolled(
    'Causes by what they cost',
    html`${columns(['cause', 'replica time', '', 'boots', 'share', 'p50', 'p95', 'p99', 'share over time'], 3)}
<tbody>${causes.slice(0, mostRows).map(
      (cause) => html`
<tr><th scope="row">${cause.id}</th><td class="number" data-key="${cause.replicaSeconds}">${formatSeconds(cause.replicaSeconds)}</td><td>${bar(most > 0 ? cause.replicaSeconds / most : 0)}</td>
${cells([cause.boots, formatShare(cause.share), orDash(cause.cost.p50), orDash(cause.cost.p95), orDash(cause.cost.p99)])}<td>${trend(cause.trend)}</td></tr>`,
    )}</tbody>`,
  );
};

const rangeWidth = 200;

/** From the median to the 99th percentile, a tick at the 95th. */
const range = ({ p50, p95, p99 }: Distribution, most: Seconds): Markup | null => {
  if (p50 === null || p95 === null || p99 === null || most <= 0) return null;
  const x = (seconds: Seconds): number => (seconds / most) * (rangeWidth - 2);
  return html`<svg width="${rangeWidth}" height="12" aria-hidden="true"><rect x="${x(p50).toFixed(1)}" y="4" width="${Math.max(2, x(p99) - x(p50)).toFixed(1)}" height="4" fill="var(--bar)"/><rect x="${x(p95).toFixed(1)}" y="1" width="2" height="10" fill="var(--bar-error)"/></svg>`;
};

const splitSection = ({ label, values }: FleetSplit): Markup => {
  const most = values.reduce((longest, { timeToReady }) => Math.max(longest, timeToReady.p99 ?? 0), 0);
  return html`
<section><h2>By ${label}</h2>${scrolled(
    `Starts by ${label}`,
    html`${columns([label, 'boots', 'failed', 'ready p50', 'p95', 'p99', 'p50 to p99', 'costs most'], 1)}
<tbody>${values.slice(0, mostRows).map(
      ({ value, boots, failed, timeToReady, dearest }) => html`
<tr><th scope="row">${value === '' ? '(none)' : value}</th>${cells([boots, failed, orDash(timeToReady.p50), orDash(timeToReady.p95), orDash(timeToReady.p99)])}<td>${range(timeToReady, most)}</td><td>${dearest ?? ''}</td></tr>`,
    )}</tbody>`,
  )}</section>`;
};

const findings = (fleet: Fleet): Markup | null => {
  const told: Markup[] = [
    ...fleet.regressions.map(
      (one) =>
        html`<li>Since ${one.label} <strong>${one.firstBad}</strong> (${one.lastGood} came before) ${one.measure === 'timeToReadySeconds' ? 'time to ready' : 'the first request'} is ${formatSeconds(one.afterSeconds)} instead of ${formatSeconds(one.beforeSeconds)}, p ${one.p.toPrecision(1)}</li>`,
    ),
    ...fleet.apart.map(
      (one) =>
        html`<li>${one.label} <strong>${one.value}</strong>: in ${formatShare(one.ofOutliers)} of the starts that are far out, and ${formatShare(one.ofOthers)} of the others</li>`,
    ),
    ...fleet.outliers
      .slice(0, 10)
      .map((one) => html`<li><bdi>${one.id}</bdi>: ${formatSeconds(one.timeToReadySeconds)}, ${formatRatio(one.timesMedian)} the median</li>`),
    ...fleet.together.map(
      (one) => html`<li>${one.causes.join(' and ')} come together in ${one.boots} boots, ${formatRatio(one.timesChance)} as often as by chance</li>`,
    ),
  ];
  return told.length === 0 ? null : html`<section><h2>What stands out</h2><ul>${told}</ul></section>`;
};

/** A fleet as one page that needs nothing but itself, as the page of a report. Nothing that a log holds is markup in it. Pure. */
export const renderFleetHtml = (given: Fleet): string => {
  const fleet = mapTexts(given, sanitize);
  const { verdicts } = fleet;
  return page({
    title: fleet.summary,
    tool: fleet.tool,
    body: html`<main>
<section class="overview"><h1>${fleet.summary}</h1>
<p>${readWords(fleet)}${fleet.from === null ? null : html`, ${fleet.from.slice(0, 16)} to ${(fleet.to ?? '').slice(0, 16)} UTC`}:
${verdicts.failed} failed, ${verdicts.cold} cold, ${verdicts.slow} slow, ${verdicts.warm} warm, ${verdicts.unknown} unknown.
Ready: p50 ${orDash(fleet.timeToReady.p50)}, p95 ${orDash(fleet.timeToReady.p95)}, p99 ${orDash(fleet.timeToReady.p99)}. Quantiles are within ${formatShare(fleet.relativeError)}.</p></section>
<section><h2>Causes</h2>${causeRows(fleet.causes)}</section>
${findings(fleet)}
${fleet.splits.filter(({ values }) => values.length > 1).map(splitSection)}
</main>
<footer>Made by ${fleet.tool.name} ${fleet.tool.version}</footer>
${embedded('fleet', fleet)}`,
  });
};
