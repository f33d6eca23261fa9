import { type Content, html, type Markup, verbatim } from './markup.js';

/** Levels of the headings of a boot: the page's own where there is one boot, below that of the overview where there are several. */
export type Level = 1 | 2;

/** A heading `below` steps under the boot's own. */
export const heading = (level: Level, below: number, content: Content, id: string | null = null): Markup => {
  const tag = verbatim(`h${level + below}`);
  return html`<${tag}${id === null ? null : html` id="${id}"`}>${content}</${tag}>`;
};
