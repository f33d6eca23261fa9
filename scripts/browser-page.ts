import { readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { inAscii } from '../src/rules/compiled/ascii.js';
import { writeIfChanged } from './write-tree.js';

/** The first browsers that know light-dark(). */
const target = ['chrome123', 'firefox120', 'safari17.5'];

/**
 * Bundles what the page of `--format html` brings along, its script and its style, into one module of two strings; it is loaded with
 * that format alone. Gives the files that went in, for their licences.
 */
export async function writeBrowserPage(): Promise<string[]> {
  const bundle = await rolldown({ input: 'src/report/html/browser/main.ts', platform: 'browser', transform: { target } });
  const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false });
  await bundle.close();
  const [script] = output;
  const style = readFileSync('src/report/html/style.css', 'utf8');
  const source = `// Made from src/report/html/browser/ and style.css by scripts/browser-page.ts. Do not edit.
export const pageScript: string = ${stringOf(inAscii(script.code))};
export const pageStyle: string = ${stringOf(withoutComments(style))};
`;
  writeIfChanged('src/report/html/browser.generated.ts', source);
  return script.moduleIds;
}

/** As a literal. Throws for what would end the element that it stands in. */
function stringOf(text: string): string {
  if (text.trim() === '' || /<\/(?:script|style)|<!--/i.test(text)) throw new Error('the bundled script or style cannot stand inside a page');
  return JSON.stringify(text.trim());
}

function withoutComments(style: string): string {
  return style.replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '').replaceAll(/\n\s*/g, '\n');
}
