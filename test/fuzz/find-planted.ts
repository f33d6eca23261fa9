import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { type PlantedBug, plantedBugs } from './planted-bugs.js';

/** Inside `node_modules`, so that the packages of the bundle are found from there. */
const folder = 'node_modules/.cache/coldcase-fuzz';

/** Runs that must be enough. */
const runs: { readonly [target: string]: number } = { clocks: 200_000, durations: 20_000, envelopes: 5000, redaction: 20_000, pipeline: 1500, inputs: 300 };
const otherRuns = 5000;

/** The code as it is, but for the one place. */
const plant = ({ file, from, to }: PlantedBug): Plugin => ({
  name: 'planted-bug',
  transform: (source, path) => {
    if (path !== resolve(file)) return null;
    if (source.split(from).length !== 2) throw new Error(`${file} no longer holds once: ${from}`);
    return { code: source.replace(from, () => to) };
  },
});

/** Packages stay outside of the bundle, but for what the bundler itself brings. */
const isPackage = (id: string): boolean => !/^(?:\.|@oxc-project\/runtime)/.test(id) && !isAbsolute(id) && id !== 'test/fuzz/fuzz.ts';

/** Whether the fuzzer finds it, and by which seed. */
const hunt = async (bug: PlantedBug, seed: number): Promise<{ readonly seed: string | null; readonly output: string }> => {
  const file = `${folder}/bundle/planted.mjs`;
  const bundle = await rolldown({ input: 'test/fuzz/fuzz.ts', platform: 'node', external: isPackage, plugins: [plant(bug)], logLevel: 'silent' });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  const args = [file, '--target', bug.target, '--runs', String(runs[bug.target] ?? otherRuns), '--seed', String(seed)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_EXTRA_CA_CERTS: '' } });
  return { seed: /^FOUND in .* --seed (\d+) /m.exec(stdout)?.[1] ?? null, output: stdout + stderr };
};

/** Plants each bug, lets the fuzzer look for it, and tells what it found; ends with 1 where one was missed. */
export const findPlanted = async (seed: number): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  // The bundle reads the rules from the folder above its own, as the built command does.
  copyFileSync('src/builtin-rules.bin', `${folder}/builtin-rules.bin`);
  let found = 0;
  for (const bug of plantedBugs) {
    const begin = performance.now();
    const hunted = await hunt(bug, seed);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    if (hunted.seed !== null) found += 1;
    console.log(
      `${hunted.seed === null ? 'MISSED' : `found after ${Number(hunted.seed) - seed + 1} runs`}: ${bug.about} (${bug.file}, by ${bug.target}, ${seconds} s)`,
    );
    if (hunted.seed === null) console.log(hunted.output);
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(`${found} of ${plantedBugs.length} planted bugs found`);
  process.exitCode = found === plantedBugs.length ? 0 : 1;
};
