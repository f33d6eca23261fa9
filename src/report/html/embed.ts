import { html, type Markup, verbatim } from './markup.js';

/** Data for the page's script: JSON in an element that no text inside of it can end. */
export const embedded = (id: string, value: unknown): Markup =>
  html`<script type="application/json" id="${id}">${verbatim(JSON.stringify(value).replaceAll('<', '\\u003c'))}</script>`;
