import { writeBrowserPage } from './browser-page.js';
import { bundle } from './bundle.js';
import { declarations } from './declarations.js';
import { schemas } from './schemas.js';
import { writeTree } from './write-tree.js';

/** Makes `dist/` what this tree builds, and nothing else. */
export async function writePackageTree(): Promise<void> {
  const inPage = await writeBrowserPage();
  writeTree('dist', new Map([...(await bundle(inPage)), ...declarations(), ...schemas()]));
}
