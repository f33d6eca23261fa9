import type { BootReport } from '../../model/report.js';
import { formatSeconds } from '../quantity.js';
import { scopeTitle } from '../text/phases.js';
import { chartOf } from './chart.js';
import { heading, type Level } from './heading.js';
import { html, type Markup } from './markup.js';
import { phaseTable } from './phase-table.js';

const titles = { startup: 'Startup', request: 'First request' } as const;

const scopeSection = (boot: BootReport, scope: 'startup' | 'request', level: Level): Markup | null => {
  const chart = chartOf(boot, scope);
  if (chart === null) return null;
  return html`
<section class="scope">
${heading(level, 1, titles[scope])}
<p class="sum">${scopeTitle(boot, scope)}</p>
<div class="waterfall" data-scope="${scope}"></div>
${phaseTable(boot, chart, titles[scope])}
</section>`;
};

const background = (boot: BootReport, level: Level): Markup | null => {
  const phases = boot.phases.filter((phase) => phase.scope === 'background' && phase.phase !== 'steady' && phase.seconds > 0);
  if (phases.length === 0) return null;
  const list = phases.map(({ phase, seconds }) => html`<li>${phase} <span class="number">${formatSeconds(seconds)}</span></li>`);
  return html`<section class="scope">${heading(level, 1, 'In the background')}<ul class="plain">${list}</ul></section>`;
};

/** Where the time went: of the start, of the first request, and beside them. */
export const whereSection = (boot: BootReport, level: Level): Markup => html`
<div class="where">${scopeSection(boot, 'startup', level)}${scopeSection(boot, 'request', level)}${background(boot, level)}
</div>`;
