import { createHash } from 'node:crypto';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The Content Security Policy of a page that holds this one script and this one style, and may load nothing. */
export const policyFor = (script: string, style: string): string =>
  ["default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`, 'img-src data:', "base-uri 'none'", "form-action 'none'"].join('; ');
