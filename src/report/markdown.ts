import type { Report } from '../model/report.js';
import { mapTexts } from './escape/texts.js';
import { bootLine } from './markdown/boots.js';
import { shortened } from './markdown/limits.js';
import { pageOf } from './markdown/page.js';
import { pageTitle } from './markdown/title.js';
import type { TextOptions } from './text/options.js';

/**
 * A postmortem in GitHub's Markdown, its title first: what happened, whom it hit, when, why, which lines prove it, what to do, what is still
 * open. It fits into an issue. Pure; nothing that the log holds becomes markup, a link, a mention or HTML.
 */
export const renderMarkdown = (given: Report, options: Pick<TextOptions, 'isBrief'>): string => {
  const report = mapTexts(given, shortened);
  const brief = [`# ${pageTitle(report)}`, ...(report.boots.length === 0 ? [] : [report.boots.map(bootLine).join('\n')])];
  return `${(options.isBrief === true ? brief : pageOf(report)).join('\n\n')}\n`;
};
