import { dirname, isAbsolute, join } from 'node:path';
import { checklistItems } from '../../diagnose/checklist.js';
import type { PolicyPlace } from '../../model/gate.js';
import { severityRank } from '../../model/report.js';
import { type Place, UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';
import { schemaMistakes, together } from '../../rules/yaml/mistakes.js';
import { type Path, readYaml, type YamlSource } from '../../rules/yaml/source.js';
import { type Clauses, clausesOf } from './clauses.js';
import { knownKeys } from './known-keys.js';
import type { Policy, When } from './policy.js';
import { readQuantity } from './quantity.js';
import { type PolicyFile, policySchema } from './schema.js';

export type PolicyContext = {
  /** Text of a file. Throws a UserError where it cannot be read. */
  readonly readText: (file: string) => Promise<string>;
  /** Ids of all causes that a policy may name; null where that does not matter. */
  readonly causes: readonly string[] | null;
};

type Parsed = { readonly file: string; readonly source: YamlSource; readonly policy: PolicyFile };

const mostBases = 20;
const defaultSignificance = 0.05;

/**
 * Reads a policy and what it extends. Throws a UserError that names each mistake by file, line and mend: a wrong key, unit, date or cause,
 * a policy that extends itself, YAML that is none.
 */
export async function loadPolicy(file: string, context: PolicyContext): Promise<Policy> {
  const chain = await withBases(file, context, []);
  const clauses = chain.flatMap((parsed) => allClauses(parsed));
  const last = <T>(pick: (policy: PolicyFile) => T | undefined): { readonly value: T; readonly from: Parsed } | null => {
    const from = chain.findLast(({ policy }) => pick(policy) !== undefined);
    const value = from === undefined ? undefined : pick(from.policy);
    return from === undefined || value === undefined ? null : { value, from };
  };
  const replicas = last((policy) => policy.expectReplicas);
  const baseline = last((policy) => policy.baseline?.file);
  const significance = last((policy) => policy.baseline?.significance);
  const alpha = significance === null ? defaultSignificance : readQuantity(significance.value, 'share');
  return {
    file,
    undecided: last((policy) => policy.undecided)?.value ?? null,
    expectReplicas: replicas === null ? null : { count: replicas.value, place: exactPlace(replicas.from.source, ['expectReplicas']) },
    baselineFile: baseline === null ? null : beside(baseline.from.file, baseline.value),
    significance: typeof alpha === 'number' ? alpha : defaultSignificance,
    across: last((policy) => policy.baseline?.across)?.value ?? [],
    limits: clauses.flatMap((one) => one.limits),
    failedBoots: clauses.flatMap((one) => one.failedBoots),
    forbidden: clauses.flatMap((one) => one.forbidden),
    tolerated: clauses.flatMap((one) => one.tolerated),
    required: clauses.flatMap((one) => one.required),
    regressions: clauses.flatMap((one) => one.regressions),
  };
}

/** The files that a policy extends, furthest first, and itself. */
async function withBases(file: string, context: PolicyContext, above: readonly string[]): Promise<Parsed[]> {
  const parsed = parsePolicy(file, await context.readText(file), context.causes);
  const bases = typeof parsed.policy.extends === 'string' ? [parsed.policy.extends] : (parsed.policy.extends ?? []);
  const chain: Parsed[] = [];
  for (const [index, base] of bases.entries()) {
    const path = beside(file, base);
    const place = parsed.source.place(Array.isArray(parsed.policy.extends) ? ['extends', index] : ['extends']);
    if ([...above, file].includes(path)) throw new UserError(`extends itself by way of ${base}; take one of the two out`, place);
    if (above.length >= mostBases) throw new UserError(`extends more than ${mostBases} policies in a row; put some into one file`, place);
    try {
      chain.push(...(await withBases(path, context, [...above, file])));
    } catch (error) {
      // A base that is not there is the fault of the line that names it.
      if (error instanceof UserError && error.line === undefined && error.file === path) throw new UserError(`extends ${base}: ${error.reason}`, place);
      throw error;
    }
  }
  return [...chain, parsed];
}

function beside(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

function parsePolicy(file: string, text: string, causes: readonly string[] | null): Parsed {
  const source = readYaml(file, text);
  const [broken] = source.errors;
  if (broken !== undefined) throw new UserError(broken.reason, broken.place);
  const result = policySchema.safeParse(source.value);
  if (!result.success) throw together(file, 'policy', schemaProblems(source, result.error.issues));
  const problems = causes === null ? [] : unknownNames(result.data, source, causes);
  if (problems.length > 0) throw together(file, 'policy', problems);
  return { file, source, policy: result.data };
}

function schemaProblems(source: YamlSource, issues: Parameters<typeof schemaMistakes>[1]): UserError[] {
  const value = source.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [new UserError('is no policy: it holds no `version: 1` and no budgets; coldcase init writes one', { file: source.file, line: 1, column: 1 })];
  const found = schemaMistakes(source, issues, knownKeys);
  const version = Object.getOwnPropertyDescriptor(value, 'version')?.value;
  if (typeof version !== 'number' || version === 1) return found;
  const reason = `is of version ${version} of the format, and this coldcase reads version 1; ${version > 1 ? 'install a newer coldcase' : 'write `version: 1`'}`;
  return [new UserError(reason, source.place(['version']))];
}

function unknownNames(policy: PolicyFile, source: YamlSource, causes: readonly string[]): UserError[] {
  const words = [...Object.keys(severityRank), ...causes];
  const check = (name: string, known: readonly string[], what: string, path: Path, otherwise: string): UserError[] =>
    known.includes(name) ? [] : [new UserError(`there is no ${what} \`${name}\`; ${mendOfName(name, known, otherwise)}`, source.place(path))];
  const list = 'coldcase rules list shows all';
  return sectionsOf(policy).flatMap(({ sections, path }) => [
    ...(sections.causes?.forbidden ?? []).flatMap((name, index) => check(name, words, 'cause', [...path, 'causes', 'forbidden', index], list)),
    ...(sections.causes?.tolerated ?? []).flatMap(({ cause }, index) => check(cause, causes, 'cause', [...path, 'causes', 'tolerated', index, 'cause'], list)),
    ...(sections.checklist ?? []).flatMap((name, index) =>
      check(name, checklistItems, 'item of the checklist', [...path, 'checklist', index], `there are ${checklistItems.join(', ')}`),
    ),
  ]);
}

function sectionsOf(policy: PolicyFile): { readonly sections: Omit<PolicyFile, 'version'>; readonly path: Path; readonly when: When | null }[] {
  const overrides = (policy.overrides ?? []).map((override, index) => ({
    sections: override,
    path: ['overrides', index] as Path,
    when: {
      runtime: override.when.runtime ?? null,
      replicas: override.when.replicas ?? null,
      environment: override.when.environment ?? null,
    },
  }));
  return [{ sections: policy, path: [], when: null }, ...overrides];
}

function allClauses({ policy, source }: Parsed): Clauses[] {
  return sectionsOf(policy).map(({ sections, path, when }) => clausesOf(sections, { when, placeOf: (at) => exactPlace(source, [...path, ...at]) }));
}

function exactPlace(source: YamlSource, path: Path): PolicyPlace {
  const key = path.at(-1);
  const { line = 1, column = 1 }: Place = typeof key === 'string' ? source.placeOfKey(path.slice(0, -1), key) : source.place(path);
  return { file: source.file, line, column };
}
