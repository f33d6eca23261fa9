import type { AuditEntry, BootReport, Cause, ChecklistEntry, CheckStatus } from '../../model/report.js';
import { numbered } from '../text/causes.js';
import { measured } from '../text/checklist.js';
import { heading, type Level } from './heading.js';
import { html, type Markup } from './markup.js';
import { placeLabel } from './place.js';

const marks: { readonly [status in CheckStatus]: string } = { pass: '✓', fail: '✗', unknown: '?' };
const words: { readonly [status in CheckStatus]: string } = { pass: 'passed', fail: 'failed', unknown: 'not known' };

const mark = (status: CheckStatus): Markup =>
  html`<span class="mark ${status}" aria-hidden="true">${marks[status]}</span><span class="unseen">${words[status]}: </span>`;

/** The number of the cause that says so, or the reason with its line. */
const reasonOf = (entry: ChecklistEntry, causes: readonly Cause[]): Markup | null => {
  if (entry.status !== 'fail') return null;
  const cause = causes.findIndex((one) => one.because === entry.why);
  if (cause !== -1) return html`<span class="remark">see cause ${cause + 1}</span>`;
  const evidence = entry.evidence[0];
  return html`<span class="remark">${entry.why}${evidence === undefined ? null : html` ${placeLabel(evidence)}`}</span>`;
};

const checkItem = (entry: ChecklistEntry, causes: readonly Cause[]): Markup =>
  html`<li>${mark(entry.status)}<span>${entry.title} ${reasonOf(entry, causes)}</span></li>`;

const auditItem = (entry: AuditEntry): Markup => html`<li>${mark(entry.status)}<span>${measured(entry)}</span></li>`;

/** The marks of readiness, the figures of the self-audit, and the way of loading. */
export const readinessSection = (boot: BootReport, level: Level): Markup => {
  const causes = numbered(boot.causes);
  const { loading } = boot;
  return html`
<section class="readiness">
${heading(level, 1, 'Readiness')}
<ul class="checklist">${boot.checklist.map((entry) => checkItem(entry, causes))}${boot.audit.map(auditItem)}</ul>
${loading === null ? null : html`<p>Loading is ${loading.strategy}${loading.fits ? '' : ', which does not fit'}: ${loading.why}</p>`}
</section>`;
};
