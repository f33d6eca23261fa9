import type { BootReport, Unevaluated } from '../../model/report.js';
import { shapesToWarm } from '../text/advice.js';
import { groupedByMissing } from '../text/unevaluated.js';
import { heading, type Level } from './heading.js';
import { html, type Markup } from './markup.js';
import { prose } from './prose.js';

/** The warmup that would have prevented the slow requests. */
export const warmupSection = ({ warmup }: BootReport, level: Level): Markup | null => {
  if (warmup === null) return null;
  const shapes = shapesToWarm(warmup);
  return html`
<section class="warmup">
${heading(level, 1, 'Warm up before ready')}
<ol>${warmup.steps.map((step) => html`<li>${prose(step)}</li>`)}</ol>
${shapes === null ? null : html`<p>${shapes}</p>`}
</section>`;
};

const unevaluatedItem = ({ entry, causes }: { readonly entry: Unevaluated; readonly causes: readonly string[] }): Markup => html`
<li><p><code>${causes.join(', ')}</code> ${prose(entry.missing)}</p>${entry.howToLog === null ? null : html`<p class="how">To know: ${prose(entry.howToLog)}</p>`}</li>`;

/** What could not be judged, and what to switch on to know. */
export const unevaluatedSection = ({ unevaluated }: BootReport, level: Level): Markup | null =>
  unevaluated.length === 0
    ? null
    : html`
<section class="unevaluated">
${heading(level, 1, 'Could not be evaluated')}
<ul class="notes">${groupedByMissing(unevaluated).map(unevaluatedItem)}</ul>
</section>`;
