import type { Reproduction } from '../../model/reproduction.js';
import { html, type Markup, verbatim } from '../html/markup.js';
import { policyFor } from '../html/policy.js';
import { factLines, type Section, sectionsOf } from './sections.js';

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;display:block;overflow-x:auto}th,td{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #8884;white-space:nowrap}
th:first-child,td:first-child{text-align:left}h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2rem}ul{padding-left:1.2rem}`;

const sectionOf = ({
  title,
  head,
  rows,
}: Section): Markup => html`<section><h2>${title}</h2><table><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(([first = '', ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((text) => html`<td>${text}</td>`)}</tr>`)}</tbody></table></section>
`;

const list = (lines: readonly string[]): Markup | null => (lines.length === 0 ? null : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`);

/** A reproduction as one page that loads nothing and runs nothing. */
export const renderReproductionHtml = (reproduction: Reproduction): string =>
  `<!doctype html>\n${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="${policyFor('', style)}">
<title>Reproduced cold start</title><style>${verbatim(style)}</style></head><body><main><h1>${reproduction.summary}</h1>${list(factLines(reproduction))}
${sectionsOf(reproduction).map(sectionOf)}${list(reproduction.remarks)}</main></body></html>`.markup
  }\n`;
