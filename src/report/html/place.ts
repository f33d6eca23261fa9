import type { Evidence } from '../../model/boot.js';
import { placeOf } from '../text/evidence.js';
import { html, type Markup } from './markup.js';

/** `server.log:42`, its folders left out: the headline has them. The page's script turns it into a button that opens the lines there. */
export const placeLabel = (evidence: Evidence): Markup => {
  const name = placeOf(evidence).replace(/^.*[/\\](?=.)/s, '');
  return html`<span class="place" title="${placeOf(evidence)}" data-file="${evidence.file}" data-line="${evidence.line}">${name}</span>`;
};

/** Of a traceback the first lines tell enough; the rest unfolds. */
const shownLines = 6;

const logText = (text: string): Markup => {
  const lines = text.split('\n');
  if (lines.length <= shownLines + 2) return html`<code class="log">${text}</code>`;
  const [first, rest] = [lines.slice(0, shownLines), lines.slice(shownLines)];
  return html`<code class="log">${first.join('\n')}</code><details><summary>${rest.length} more lines</summary><code class="log">${rest.join('\n')}</code></details>`;
};

/** The lines that prove something: each its place and its text. */
export const evidenceList = (evidence: readonly Evidence[]): Markup | null =>
  evidence.length === 0 ? null : html`<ul class="evidence">${evidence.map((one) => html`<li>${placeLabel(one)} ${logText(one.text)}</li>`)}</ul>`;
