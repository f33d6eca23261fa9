import { build } from 'esbuild';
import { writeIfChanged } from './write-tree.js';

/**
 * Bundles what the page of `--format html` brings along, its script and its style, into one module of two strings; it is loaded with
 * that format alone. Gives the files that went in, for their licences.
 */
export async function writeBrowserPage(): Promise<string[]> {
  const result = await build({
    entryPoints: ['src/report/html/browser/main.ts', 'src/report/html/style.css'],
    outdir: 'dist',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    // The first that know light-dark().
    target: ['chrome123', 'firefox120', 'safari17.5'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const contentOf = (extension: string): string => {
    const text = result.outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? '';
    // It stands inside an element, which these would end.
    if (text === '' || /<\/(?:script|style)|<!--/i.test(text)) throw new Error(`the bundled ${extension} cannot stand inside a page`);
    return JSON.stringify(text);
  };
  const source = `// Made from src/report/html/browser/ and style.css by scripts/browser-page.ts. Do not edit.
export const pageScript: string = ${contentOf('.js')};
export const pageStyle: string = ${contentOf('.css')};
`;
  writeIfChanged('src/report/html/browser.generated.ts', source);
  return Object.keys(result.metafile.inputs);
}
