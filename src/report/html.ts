import type { InputSummary, Report } from '../model/report.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { bootSection } from './html/boot-section.js';
import { embedded } from './html/embed.js';
import { html, type Markup } from './html/markup.js';
import { countsOf, overviewSection } from './html/overview.js';
import { page } from './html/page.js';
import { type LinesAround, surroundingsOf } from './html/surroundings.js';
import { reasonOf } from './text/headline.js';

/** What the page may be given besides the report. */
export type HtmlOptions = {
  /** The lines of the logs around a place; without it the page shows the evidence alone. */
  readonly linesAround?: LinesAround;
};

const titleOf = ({ boots }: Report): string => {
  const [boot] = boots;
  if (boot === undefined) return 'No start was found';
  return boots.length === 1 ? `${boot.verdict}: ${reasonOf(boot)}` : countsOf(boots);
};

const empty: Markup = html`<section class="overview"><h1>No start of a service was found in what was read</h1></section>`;

const bootsOf = ({ boots }: Report): Markup => {
  if (boots.length === 0) return empty;
  const level = boots.length === 1 ? 1 : 2;
  return html`${boots.length === 1 ? null : overviewSection(boots)}${boots.map((boot, index) => bootSection(boot, index, level))}`;
};

const inputOf = ({ path, lines, skipped }: InputSummary): Markup =>
  html`<li><bdi>${path === '-' ? 'standard input' : path}</bdi>, ${lines === 1 ? '1 line' : `${lines} lines`}${skipped === 0 ? null : ` (${skipped} cut)`}</li>`;

const footer = ({ inputs, tool }: Report): Markup => html`
<footer><details><summary>Made by ${tool.name} ${tool.version} from ${inputs.length === 1 ? '1 log' : `${inputs.length} logs`}</summary>
<ul class="plain">${inputs.map(inputOf)}</ul></details></footer>`;

/**
 * The report as one page that needs nothing but itself: it loads nothing, says everything with its script switched off, and holds the
 * report as JSON (`#report`) for programs. Nothing that a log holds is markup in it. Pure.
 */
export const renderHtml = (given: Report, options: HtmlOptions): string => {
  const report = mapTexts(given, sanitize);
  const surroundings = options.linesAround === undefined ? {} : surroundingsOf(given, options.linesAround);
  return page({
    title: titleOf(report),
    tool: report.tool,
    body: html`<main>${bootsOf(report)}</main>
${footer(report)}
${embedded('report', report)}
${embedded('surroundings', surroundings)}`,
  });
};
