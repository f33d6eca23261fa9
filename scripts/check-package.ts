import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Packs what was built, installs the package into an empty folder as a user would, and uses it there: `npx coldcase`,
 * the library, its types. Prints one line a step; throws at the first that fails.
 */

const library = `import { diagnose } from 'coldcase';
import type { Report } from 'coldcase';

const report: Report = await diagnose(process.argv[2] ?? '');
console.log(report.boots.length);
`;
const warming = `import { warm, type WarmResult } from 'coldcase/warm';

const { verdict }: WarmResult = await warm('plan.yaml', ({ sequence = 1 }) => sequence);
console.log(verdict);
`;
const folder = mkdtempSync(join(tmpdir(), 'coldcase-package-'));
const log = resolve('fixtures/lesson.log');
try {
  run('npx', ['coldcase', log], '.');
  step('npx coldcase in the checkout');

  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], '.'));
  step(`packed ${packed.filename}: ${packed.entryCount} files, ${Math.round(packed.size / 1024)} kB`);

  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', join(folder, packed.filename)]);
  step('installed into an empty folder');

  const version = run('npx', ['--no-install', 'coldcase', '--version']).trim();
  expect(version.includes(packed.version), `coldcase --version says ${version}`);
  const report = JSON.parse(run('npx', ['--no-install', 'coldcase', log, '--format', 'json']));
  const causes = report.boots[0].causes.map((cause: { id: string }) => cause.id);
  expect(causes.includes('device-init-in-request'), `causes of the lesson's log: ${causes.join(', ')}`);
  step(`npx coldcase: ${causes.length} causes`);

  const page = run('npx', ['--no-install', 'coldcase', log, '--format', 'html']);
  expect(page.includes('Content-Security-Policy') && page.trimEnd().endsWith('</html>'), 'the page is not whole');
  step(`npx coldcase --format html: ${Math.round(page.length / 1024)} kB`);

  const { status, stderr } = spawnSync(join(folder, 'node_modules/.bin/coldcase'), ['reproduce', resolve('fixtures/models/small.onnx')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(
    status === 2 && /^coldcase: an ONNX model needs .*`npm install onnxruntime-node@/m.test(stderr),
    `coldcase reproduce without onnxruntime-node says ${stderr}`,
  );
  step('coldcase reproduce tells what to install');

  writeFileSync(join(folder, 'use.ts'), library);
  writeFileSync(join(folder, 'use.js'), library.replace(/import type.*\n/, '').replace(': Report', ''));
  expect(run('node', ['use.js', log]).trim() === String(report.boots.length), 'the library and the command find the same boots');
  step("import { diagnose } from 'coldcase'");

  writeFileSync(join(folder, 'plan.yaml'), 'version: 1\nshapes: [{ sequence: 8 }]\n');
  writeFileSync(join(folder, 'warming.ts'), warming);
  writeFileSync(join(folder, 'warming.js'), warming.replace(', type WarmResult', '').replace(': WarmResult', ''));
  expect(run('node', ['warming.js']).trim() === 'warm', 'a function that takes no time is warm');
  step("import { warm } from 'coldcase/warm'");

  const compiler = resolve('node_modules/typescript/bin/tsc');
  const types = resolve('node_modules/@types');
  run('node', [
    compiler,
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--typeRoots',
    types,
    '--types',
    'node',
    'use.ts',
    'warming.ts',
  ]);
  step('its types hold for a strict compiler');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command: string, words: readonly string[], at = folder): string {
  // npm hands its settings down to what it starts; a user's shell has none of them.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(registry|cache|userconfig|globalconfig))/i.test(name)));
  return execFileSync(command, words, { cwd: at, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the package is broken: ${what}`);
}

function step(text: string): void {
  console.log(`package: ${text}`);
}
