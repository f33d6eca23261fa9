import { html, type Markup } from './markup.js';

/** A sentence in which backticks mark code. */
export const prose = (text: string): Markup => {
  const parts = text.split(/`([^`\n]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
};
