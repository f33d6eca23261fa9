import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Reproduction } from '../../../src/model/reproduction.js';
import { effectRow, knownEffects } from './effects.js';
import { fetchVoiceModel, writeModel } from './models.js';
import { agreementHead, compareWithProfile } from './profile.js';

/**
 * `npm run bench reproduce [PAGE]`: three models reproduced by the built command, what is known of them, an identical condition twenty times
 * against itself, and ONNX Runtime's own profile; written into docs/reproduced.md. Twelve minutes at most, most of it the bounds below.
 */

const [, , , page = 'docs/reproduced.md'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'coldcase-reproduced-'));
const identicalRuns = 20;
const profiledRounds = 9;

/** Without what loads certificates into each Node process. */
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, NO_COLOR: '1', COLUMNS: '110' };

type Shown = { readonly words: readonly string[]; readonly text: string; readonly answer: Reproduction };

/** The command's own answer, as text and as JSON. */
function reproduced(model: string, words: readonly string[]): Shown {
  const [text, json] = ['answer.txt', 'answer.json'].map((name) => join(folder, name));
  const given = ['dist/bin/coldcase.js', 'reproduce', model, ...words, '--seed', '1', '--output', `text=${text}`, '--output', `json=${json}`, '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, given, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(model)}: status ${status}: ${stderr}`);
  return { words, text: readFileSync(text ?? '', 'utf8').replaceAll(`${folder}/`, ''), answer: JSON.parse(readFileSync(json ?? '', 'utf8')) };
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const clearBetween = ({ differences, conditions }: Reproduction): number => {
  const reference = conditions.find(({ role }) => role === 'reference')?.id;
  return differences.filter(({ condition, difference }) => condition === reference && difference.verdict === 'clear').length;
};

async function measured(): Promise<string> {
  const voice = fetchVoiceModel(folder);
  const transformer = writeModel(folder, 'transformer-like');
  const deep = writeModel(folder, 'deep');
  const atLength = ['--shape', 'batch=1', 'sequence=16'];
  const told = (line: string): void => console.error(line);
  const shown = new Map<string, Shown>();
  const take = (model: string, words: readonly string[]): void => {
    told(`${basename(model)} ${words.join(' ')}`);
    shown.set(basename(model), reproduced(model, words));
  };
  if (voice !== null) take(voice, ['--shape', 'input.0=1', 'input.1=512', 'state.1=1', '--try', 'all', '--max-seconds', '70']);
  const changes = 'prepacking,threads,external-data,saved-external';
  take(transformer, [...atLength, '--try', changes, '--evict', 'library', '--max-seconds', '220']);
  take(deep, [...atLength, '--try', 'graph-optimization,basic-optimization,threads,saved-model', '--max-seconds', '110']);
  told(`small.onnx, ${identicalRuns} times`);
  const different = Array.from({ length: identicalRuns }, (_, seed) => {
    const { answer } = reproduced('fixtures/models/small.onnx', ['--max-trials', '8', '--precision', '0.1%', '--seed', String(seed + 1)]);
    return clearBetween(answer) > 0 ? 1 : 0;
  }).reduce<number>((sum, own) => sum + own, 0);
  told('against the profile');
  const agreements = [await compareWithProfile('fixtures/models/small.onnx', profiledRounds), await compareWithProfile(transformer, profiledRounds)];
  const effects = knownEffects.map((effect) => effectRow(effect, shown.get(effect.model)?.answer));
  const count = (outcome: string): number => effects.filter((effect) => effect.outcome === outcome).length;
  return `# Reproduced

Three models, started by \`coldcase reproduce\`; \`npm run bench reproduce\` wrote this page (Node ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'},
load of the last fifteen minutes at its end ${loadavg()[2]?.toFixed(1)}). \`silero_vad.onnx\` is that of the npm package \`@ricky0123/vad-web\`; the other two are
written by \`scripts/small-model.ts\`. What the words mean is told in [Reproduce](reproduce.md).

${[...shown].map(([name, { words, text }]) => `## ${name}\n\n\`\`\`text\n$ coldcase reproduce ${name} ${words.join(' ')} --seed 1\n${text.trimEnd()}\n\`\`\``).join('\n\n')}
${voice === null ? '\n`silero_vad.onnx` was not measured: its package could not be had.\n' : ''}
## What is known of them

Effects that were measured by hand before: the sign that each has, and what came out, over the page cache warm, with its 95 % interval. ${count('shown')} of
${effects.length} were shown${count('not measured') > 0 ? `, ${count('not measured')} not measured` : ''}.

${table(
  ['', 'model', 'of', 'sign', 'measured', ''],
  effects.map(({ cells }) => cells),
)}

## An identical condition against itself

The small model, the same condition twice, 8 trials each, in ${identicalRuns} runs with the seeds 1 to ${identicalRuns}: in ${identicalRuns - different} of ${identicalRuns} nothing was called different.

## Against ONNX Runtime's own profile

The same processes, timed by a trial and by ONNX Runtime (${profiledRounds} trials of each model). A run agrees where both are within 5 % or 0.5 ms; on the whole ${agreements.every(({ agrees }) => agrees) ? 'both do' : 'THEY DO NOT'}.
What of a session's creation is neither the load of the model nor its initialisation is the library setting itself up.

${table(
  agreementHead,
  agreements.map(({ cells }) => cells),
)}
`;
}

try {
  writeFileSync(page, await measured());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
