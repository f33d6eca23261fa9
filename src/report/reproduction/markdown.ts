import type { Reproduction } from '../../model/reproduction.js';
import { inline } from '../markdown/escape.js';
import { table } from '../markdown/table.js';
import { factLines, sectionsOf } from './sections.js';

/** A reproduction as a page in GitHub's Markdown, to paste into an issue. */
export const renderReproductionMarkdown = (reproduction: Reproduction): string => {
  const sections = sectionsOf(reproduction).flatMap(({ title, head, rows }) => [
    `## ${inline(title)}`,
    table(
      head.map((name, place) => (place === 0 ? { head: inline(name) } : { head: inline(name), align: 'right' as const })),
      rows.map((cells) => cells.map(inline)),
    ),
  ]);
  const list = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [lines.map((line) => `- ${inline(line)}`).join('\n')]);
  return `${['# Reproduced cold start', inline(reproduction.summary), ...list(factLines(reproduction)), ...sections, ...list(reproduction.remarks)].join('\n\n')}\n`;
};
