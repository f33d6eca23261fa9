import type { BootReport } from '../../model/report.js';
import { unevaluatedSection, warmupSection } from './advice-section.js';
import { causeSection } from './cause-section.js';
import { figuresSection } from './figures.js';
import type { Level } from './heading.js';
import { headlineSection } from './headline.js';
import { html, type Markup } from './markup.js';
import { readinessSection } from './readiness-section.js';
import { whereSection } from './where-section.js';

/** The name by which the page links to the boot at this place of the report. */
export const anchorOf = (index: number): string => `boot-${index + 1}`;

/** All that is said of one boot: the sentence, its figures, where the time went beside why, readiness, what is not known. */
export const bootSection = (boot: BootReport, index: number, level: Level): Markup => html`
<article class="boot" id="${anchorOf(index)}" data-boot="${index}">
${headlineSection(boot, level)}
${figuresSection(boot)}
<div class="columns">${whereSection(boot, level)}${causeSection(boot, level)}
<div class="rest">${warmupSection(boot, level)}${readinessSection(boot, level)}${unevaluatedSection(boot, level)}</div></div>
</article>`;
