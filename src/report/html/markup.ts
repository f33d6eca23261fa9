import { sanitize } from '../escape/sanitize.js';

/** HTML that is safe as it stands: made by `html`, from text that was escaped. */
export type Markup = { readonly markup: string };

/** What may stand in a template; null and false stand for nothing. */
export type Content = Markup | string | number | null | false | readonly Content[];

const references: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => sanitize(text).replace(/[&<>"']/g, (character) => references[character] ?? '');

const written = (content: Content): string => {
  if (content === null || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(written).join('');
};

/**
 * HTML from a template. Text in it is escaped and its control characters made visible, so that it is safe between tags and in quoted
 * attributes.
 */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Markup => ({
  markup: strings.reduce((whole, part, index) => whole + written(values[index - 1] ?? null) + part),
});

/** Text of our own making (a bundled script, JSON that was made safe) as it stands. */
export const verbatim = (markup: string): Markup => ({ markup });
