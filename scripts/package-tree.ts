import { writeBrowserPage } from './browser-page.js';
import { builtinRulesFile } from './builtin-rules.js';
import { bundle } from './bundle.js';
import { declarations } from './declarations.js';
import { manPage } from './man-page.js';
import { schemas } from './schemas.js';
import { writeTree } from './write-tree.js';

/** Makes `dist/` what this tree builds, and nothing else; `rules` is the text of the compiled ones. */
export async function writePackageTree(rules: string): Promise<void> {
  const inPage = await writeBrowserPage();
  writeTree('dist', new Map([[builtinRulesFile, rules], ...(await bundle(inPage)), ...declarations(), ...schemas(), ['man/coldcase.1', await manPage()]]));
}
