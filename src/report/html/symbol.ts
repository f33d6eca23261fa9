import type { Verdict } from '../../model/report.js';
import { html, type Markup } from './markup.js';

/** A shape for each verdict, around the zero, so that colour is not all that tells them apart. */
const outlines: { readonly [verdict in Verdict]: string } = {
  failed: 'M-4.5-2.5-2.5-4.5 0-2 2.5-4.5 4.5-2.5 2 0 4.5 2.5 2.5 4.5 0 2-2.5 4.5-4.5 2.5-2 0Z',
  cold: 'M0-5 5 0 0 5-5 0Z',
  slow: 'M0-5 5 4-5 4Z',
  warm: 'M-4 0A4 4 0 1 1 4 0 4 4 0 1 1-4 0Z',
  unknown: 'M-4-1.5H4V1.5H-4Z',
};

/** A verdict as a symbol with its centre at this place of an SVG. */
export const symbol = (verdict: Verdict, x: string, y: string, title: string | null = null): Markup =>
  html`<svg class="symbol ${verdict}" x="${x}" y="${y}" width="1" height="1"><path d="${outlines[verdict]}">${title === null ? null : html`<title>${title}</title>`}</path></svg>`;

/** What the symbols mean, of those verdicts that there are. */
export const legend = (verdicts: readonly Verdict[]): Markup =>
  html`<ul class="plain legend">${verdicts.map((verdict) => html`<li><svg width="12" height="10" aria-hidden="true">${symbol(verdict, '6', '5')}</svg>${verdict}</li>`)}</ul>`;
