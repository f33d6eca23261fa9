import type { Report } from '../../model/report.js';
import { pageScript, pageStyle } from './browser.generated.js';
import { type Content, html, verbatim } from './markup.js';
import { policyFor } from './policy.js';

export type Page = {
  readonly title: string;
  readonly tool: Report['tool'];
  /** What stands under the head: `main`, a footer, what is embedded. */
  readonly body: Content;
};

/** A whole page that needs nothing but itself, with the one script and the one style that all pages have; it may load nothing. */
export const page = ({ title, tool, body }: Page): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(pageScript, pageStyle)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${title}</title>
<style>${verbatim(pageStyle)}</style>
</head>
<body>
<header class="bar"><p class="brand">coldcase</p><div class="tools"></div></header>
${body}
<script>${verbatim(pageScript)}</script>
</body>
</html>
`.markup;
