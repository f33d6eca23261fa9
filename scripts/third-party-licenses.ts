import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name, version and licence text of each package that these bundled files come from; their licences ask for it. */
export function thirdPartyLicenses(bundledFiles: readonly string[]): string {
  const folders = bundledFiles.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0] ?? []);
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    return [`${name} ${version} (${license})`, ...texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join('\n\n');
  });
  return `${['This package contains code of the following packages.', ...notices].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}
