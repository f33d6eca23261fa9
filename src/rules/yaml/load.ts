import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Place, UserError } from '../../model/user-error.js';
import { type CauseRule, causeSchema, type RuntimeRules, runtimeSchema, signalSchema } from '../schema.js';
import { complaintsOf } from './issue-text.js';
import { withParts } from './pattern-parts.js';
import { type Path, readYaml, type YamlSource } from './source.js';

/** A rule file that its schema accepts, with the places of its parts. */
export type RuleFile<T> = { readonly file: string; readonly rule: T; place(path: Path): Place };

/** The rule files of a folder, and what is wrong with the others. */
export type LoadedRules = {
  readonly runtimes: readonly RuleFile<RuntimeRules>[];
  readonly causes: readonly RuleFile<CauseRule>[];
  readonly problems: readonly UserError[];
};

/** Reads all `.yaml` and `.yml` files under a folder (or the one file that is named), in the order of their names. Throws a UserError where it cannot be read. */
export async function loadRules(path: string): Promise<LoadedRules> {
  const texts = await Promise.all((await ruleFiles(path)).map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  return parseRules(texts);
}

/** The same for texts at hand; `file` is the name that errors give. */
export function parseRules(texts: readonly { readonly file: string; readonly text: string }[]): LoadedRules {
  const runtimes: RuleFile<RuntimeRules>[] = [];
  const causes: RuleFile<CauseRule>[] = [];
  const problems: UserError[] = [];
  for (const { file, text } of texts) {
    const source = readYaml(file, text);
    problems.push(...source.errors.map(({ reason, place }) => new UserError(reason, place)));
    if (source.errors.length > 0) continue;
    const kind = kindOf(source.value);
    if (kind === 'signals') keep(source, runtimeSchema, runtimes, problems);
    else if (kind === 'cause') keep(source, causeSchema, causes, problems);
    else problems.push(new UserError('is no rule file: it has neither `runtime` and `signals` nor `id` and `when`', { file, line: 1, column: 1 }));
  }
  return { runtimes, causes, problems };
}

async function ruleFiles(path: string): Promise<string[]> {
  if (/\.ya?ml$/.test(path)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT'
        ? 'there is no such folder of rules'
        : error.code === 'ENOTDIR'
          ? 'is no folder and no .yaml file'
          : `cannot be read (${error.code})`;
    throw new UserError(`${reason}; give --rules a folder with .yaml files`, { file: path });
  });
  const files = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  return files.sort();
}

function kindOf(value: unknown): 'signals' | 'cause' | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('signals' in value || 'runtime' in value) return 'signals';
  return 'when' in value || 'id' in value ? 'cause' : null;
}

function keep<T>(source: YamlSource, schema: z.ZodType<T>, into: RuleFile<T>[], problems: UserError[]): void {
  const { value, problems: wrongUses } = withParts(source.value);
  problems.push(...wrongUses.map(({ path, reason }) => new UserError(reason, source.place(path))));
  if (wrongUses.length > 0) return;
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    into.push({ file: source.file, rule: parsed.data, place: source.place });
    return;
  }
  for (const { path, key, reason } of complaintsOf(parsed.error.issues, value, knownKeys)) {
    problems.push(new UserError(reason, key === undefined ? source.place(path) : source.placeOfKey(path, key)));
  }
}

const runtimeKeys = Object.keys(runtimeSchema.shape);
const signalKeys = Object.keys(signalSchema.shape);
const causeKeys = Object.keys(causeSchema.shape);
const conditionKeys =
  'all any not phase scope event without seconds longest share startup after before count processes same where latency shape memory outcome milestone reached'.split(
    ' ',
  );
const fixKeys = 'id do how removes saves leaves tradeOff versions source low high'.split(' ');
const otherKeys = new Map<string, readonly string[]>([
  ['fixes', fixKeys],
  ['saves', fixKeys],
  ['examples', ['line', 'gives', 'shows', 'not', 'log', 'runtime']],
  ['typical', ['low', 'high', 'for', 'source']],
  ['suspects', ['after', 'before', 'phase', 'because', 'reference']],
  ['scopes', ['pattern', 'scope']],
]);

/** Names that may stand at a path, to offer the near one for a misspelt one. */
function knownKeys(path: Path): readonly string[] {
  const field = path.findLast((part) => typeof part === 'string');
  if (field === undefined) return [...new Set([...runtimeKeys, ...causeKeys])];
  if (field === 'signals') return signalKeys;
  return otherKeys.get(String(field)) ?? (path[0] === 'when' ? conditionKeys : []);
}
