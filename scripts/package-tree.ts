import { writeBrowserPage } from './browser-page.js';
import { builtinRulesFile } from './builtin-rules.js';
import { bundle } from './bundle.js';
import { declarations } from './declarations.js';
import { manPage } from './man-page.js';
import { schemas } from './schemas.js';
import { writeTree } from './write-tree.js';

/** Makes `dist/` what this tree builds, and nothing else; `rules` are the compiled ones. */
export async function writePackageTree(rules: Uint8Array): Promise<void> {
  const inPage = await writeBrowserPage();
  writeTree(
    'dist',
    new Map<string, Uint8Array | string>([
      [builtinRulesFile, rules],
      ...(await bundle(inPage)),
      ...declarations(),
      ...schemas(),
      ['man/coldcase.1', await manPage()],
    ]),
  );
}
