import type { BootReport, Verdict } from '../../model/report.js';
import { type BootRow, bootRows } from '../boot-row.js';
import { anchorOf } from './boot-section.js';
import { distribution, type Measure } from './distribution.js';
import { verdictBadge } from './headline.js';
import { html, type Markup } from './markup.js';
import { legend } from './symbol.js';

const gravestFirst: readonly Verdict[] = ['failed', 'cold', 'slow', 'warm', 'unknown'];

/** `12 starts: 3 failed, 4 cold, 5 warm`. */
export const countsOf = (boots: readonly BootReport[]): string => {
  const counts = gravestFirst.map((verdict) => ({ verdict, count: boots.filter((boot) => boot.verdict === verdict).length }));
  const told = counts.filter(({ count }) => count > 0).map(({ verdict, count }) => `${count} ${verdict}`);
  return `${boots.length} starts: ${told.join(', ')}`;
};

const firstRequestOf = (boot: BootReport): number | null => boot.firstRequestSeconds ?? boot.firstRequestAtLeastSeconds;

const measures: readonly Measure[] = [
  { title: 'Time to ready', of: (boot) => boot.timeToReadySeconds },
  { title: 'First request', of: firstRequestOf },
];

/** What the page's script sorts by; unknown ones come last. */
const sortKey = (seconds: number | null): string => (seconds === null ? '' : String(seconds));

const row = (boot: BootReport, { name, ready, firstRequest, cause }: BootRow, index: number): Markup => html`
<tr data-boot="${index}"><th scope="row"><a href="#${anchorOf(index)}">${name}</a></th>
<td data-key="${gravestFirst.indexOf(boot.verdict)}">${verdictBadge(boot)}</td>
<td>${boot.runtime}</td>
<td class="number" data-key="${sortKey(boot.timeToReadySeconds)}">${ready}</td>
<td class="number" data-key="${sortKey(firstRequestOf(boot))}">${firstRequest}</td>
<td>${cause}</td></tr>`;

const head = ['start', 'verdict', 'runtime', 'ready', 'first request', 'first cause'] as const;
const numbers = new Set<string>(['ready', 'first request']);

/** Several boots: how many of which verdict, how their figures are spread, and a row for each. */
export const overviewSection = (boots: readonly BootReport[]): Markup => {
  const rows = bootRows(boots);
  const names = rows.map(({ name }) => name);
  return html`
<section class="overview">
<h1>${countsOf(boots)}</h1>
<div class="distributions">${measures.map((measure) => distribution(boots, names, measure))}</div>
${legend(gravestFirst.filter((verdict) => boots.some((boot) => boot.verdict === verdict)))}
<div class="scroll" tabindex="0" role="region" aria-label="All starts"><table class="boots sortable">
<caption class="unseen">All starts</caption>
<thead><tr>${head.map((name) => html`<th scope="col"${numbers.has(name) ? html` class="number"` : null}>${name}</th>`)}</tr></thead>
<tbody>${boots.map((boot, index) => row(boot, rows[index] ?? { name: boot.id, ready: '', firstRequest: '', cause: '' }, index))}
</tbody></table></div>
</section>`;
};
