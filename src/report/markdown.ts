import type { Report } from '../model/report.js';
import { bootLine } from './markdown/boots.js';
import { pageOf } from './markdown/page.js';
import { pageTitle } from './markdown/title.js';
import type { TextOptions } from './text.js';
import { mapTexts } from './texts.js';

/** No text that a page shows whole is longer; what a log makes longer is cut before it is looked at. */
const longestText = 2_000;

const shortened = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText)}…`);

/**
 * A postmortem in GitHub's Markdown, its title first: what happened, whom it hit, when, why, which lines prove it, what to do, what is still
 * open. It fits into an issue. Pure; nothing that the log holds becomes markup, a link, a mention or HTML.
 */
export const renderMarkdown = (given: Report, options: Pick<TextOptions, 'isBrief'>): string => {
  const report = mapTexts(given, shortened);
  const brief = [`# ${pageTitle(report)}`, ...(report.boots.length === 0 ? [] : [report.boots.map(bootLine).join('\n')])];
  return `${(options.isBrief === true ? brief : pageOf(report)).join('\n\n')}\n`;
};
