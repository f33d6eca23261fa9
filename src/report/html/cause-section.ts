import type { BootReport, Cause, Fix } from '../../model/report.js';
import { byCost, costOf, numbered, savingOf } from '../text/causes.js';
import { heading, type Level } from './heading.js';
import { html, type Markup } from './markup.js';
import { evidenceList } from './place.js';
import { prose } from './prose.js';

const openFixes = 2;
const openEvidence = 3;

const howOf = (how: string): Markup => (how.trimEnd().includes('\n') ? html`<pre class="how">${how.trimEnd()}</pre>` : html`<p class="how">${prose(how)}</p>`);

const fixItem = (fix: Fix, cause: Cause): Markup => {
  const saves = savingOf(fix, cause);
  return html`
<li class="fix"><p class="do">${prose(fix.do)}</p>${fix.how === null ? null : howOf(fix.how)}${
    saves === null ? null : html`<p class="saves"><span class="name">Saving</span> ${saves.replace(/^saves /, '')}</p>`
  }${fix.tradeOff === null ? null : html`<p class="trade-off"><span class="name">Trade-off</span> ${prose(fix.tradeOff)}</p>`}</li>`;
};

const more = (count: number, what: string, content: Markup | null): Markup | null =>
  count <= 0 ? null : html`<details><summary>${count} more ${what}${count === 1 ? '' : 's'}</summary>${content}</details>`;

const ledBy = (cause: Cause, numbers: ReadonlyMap<string, number>): string => {
  const causes = cause.becauseOf.map((id) => (numbers.has(id) ? `${id} (${numbers.get(id)})` : id));
  return causes.length === 0 ? '' : ` Because of ${causes.join(', ')}.`;
};

const fixes = (cause: Cause): Markup | null => {
  if (cause.fixes.length === 0) return null;
  const items = cause.fixes.map((fix) => fixItem(fix, cause));
  return html`<ul class="fixes">${items.slice(0, openFixes)}</ul>${more(items.length - openFixes, 'way', html`<ul class="fixes">${items.slice(openFixes)}</ul>`)}`;
};

const causeItem = (cause: Cause, number: number, numbers: ReadonlyMap<string, number>, level: Level): Markup => {
  const cost = costOf(cause);
  return html`
<li class="cause ${cause.severity}" data-cause="${number}">
${heading(level, 2, html`<span class="index">${number}</span> <span>${cause.title}</span>${cost === '' ? null : html` <span class="cost">${cost}</span>`}`)}
<p class="kind"><code>${cause.id}</code> · <span class="severity">${cause.severity}</span> · ${cause.confidence}</p>
<p>${prose(cause.because)}${ledBy(cause, numbers)}</p>
${evidenceList(cause.evidence.slice(0, openEvidence))}${more(cause.evidence.length - openEvidence, 'line', evidenceList(cause.evidence.slice(openEvidence)))}
${fixes(cause)}
</li>`;
};

const noteItem = (cause: Cause): Markup =>
  html`<li class="note"><p><code>${cause.id}</code> ${prose(cause.because)}</p>${evidenceList(cause.evidence.slice(0, 1))}</li>`;

const none = ({ verdict }: BootReport): Markup =>
  html`<p class="none">${verdict === 'warm' ? 'Nothing here needs mending.' : 'No cause was found in these lines.'}</p>`;

/** Causes by cost, each with the lines that prove it and its fixes; notes in short behind them. */
export const causeSection = (boot: BootReport, level: Level): Markup => {
  const heavy = numbered(boot.causes);
  const notes = byCost(boot.causes.filter((cause) => cause.severity === 'note'));
  const numbers = new Map(heavy.map((cause, index) => [cause.id, index + 1]));
  const items = heavy.map((cause, index) => causeItem(cause, index + 1, numbers, level));
  return html`
<section class="why">
${heading(level, 1, 'Causes')}
${items.length === 0 ? none(boot) : html`<ol class="causes">${items}</ol>`}
${notes.length === 0 ? null : html`${heading(level, 2, 'Worth knowing')}<ul class="notes">${notes.map(noteItem)}</ul>`}
</section>`;
};
