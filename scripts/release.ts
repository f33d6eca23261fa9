import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';

/**
 * `npm run release -- [--publish]`: holds the tree against what a release needs, builds it twice, writes its bill of materials beside the
 * package, and publishes it with its provenance. Without `--publish` it is a dry run: nothing leaves the machine, and what is missing is
 * told and does not end it.
 */

const isReal = argv.includes('--publish');
const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string; readonly repository?: unknown };

const run = (command: string, words: readonly string[]): string =>
  execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });

const told = (what: string): void => console.log(`release: ${what}`);

/** What a release must not go out without. */
const need = (holds: boolean, what: string): void => {
  if (holds) return;
  if (isReal) throw new Error(what);
  told(`missing for a real one: ${what}`);
};

const packed = (): string => {
  const [one] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])) as { readonly integrity: string }[];
  return one?.integrity ?? '';
};

need(run('git', ['status', '--porcelain']) === '', 'the tree has changes that are in no commit');
need(new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm').test(readFileSync('CHANGELOG.md', 'utf8')), `CHANGELOG.md has no section ${version}`);
need(repository !== undefined, 'package.json names no repository, which provenance is checked against');
need(process.env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined || process.env.SIGSTORE_ID_TOKEN !== undefined, 'a CI whose identity signs the provenance');

const [first, second] = [0, 1].map(() => {
  run('npm', ['run', '--silent', 'build']);
  return packed();
});
if (first !== second) throw new Error(`two builds differ: ${first} and ${second}`);
told(`two builds are the same package, ${first}`);

const bill = JSON.parse(run('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev'])) as { readonly components: readonly unknown[] };
mkdirSync('dist/single', { recursive: true });
writeFileSync('dist/single/sbom.cdx.json', JSON.stringify(bill));
told(`dist/single/sbom.cdx.json: CycloneDX, ${bill.components.length} components that users install`);

const signatures = spawnSync('npm', ['audit', 'signatures'], { encoding: 'utf8' });
need(signatures.status === 0, 'signatures of the dependencies: the registry in use offers none, or they do not hold');
if (signatures.status === 0) told(signatures.stdout.trim().replaceAll(/\s+/g, ' '));

run('npm', ['publish', '--provenance', '--access', 'public', '--ignore-scripts', ...(isReal ? [] : ['--dry-run'])]);
told(isReal ? `${version} is published, with its provenance` : `${version} could be published by npm publish --provenance (dry run)`);
