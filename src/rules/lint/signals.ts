import { basename } from 'node:path';
import { events, otherReaders } from '../events.js';
import type { Finding } from '../finding.js';
import { unknownName } from '../near-name.js';
import { listOf } from '../one-or-more.js';
import { eventsReadBy } from '../reads.js';
import type { RuntimeRules, SignalRule } from '../schema.js';
import { rangeProblem } from '../versions.js';
import type { LoadedRules, RuleFile } from '../yaml/load.js';
import type { LintOptions } from './options.js';

/** What is wrong with signals taken together: ids, pairs, totals, events, fixes, version ranges, references. */
export function lintSignals(loaded: LoadedRules, { base, isPartial = false }: LintOptions): Finding[] {
  const ids = new Set([...loaded.runtimes.map(({ rule }) => rule), ...(base?.runtimes ?? [])].flatMap((rule) => rule.signals.map((signal) => signal.id)));
  const causes = [...loaded.causes.map(({ rule }) => rule), ...(base?.causes ?? [])];
  // Without any cause at hand nothing can be said of what causes read.
  const hasCauses = causes.length > 0 && !(isPartial && base === undefined);
  const read = !hasCauses ? null : new Set([...causes.flatMap((cause) => eventsReadBy(cause.when)), ...otherReaders.keys()]);
  const fixes = !hasCauses ? null : new Set(causes.flatMap((cause) => cause.fixes.map((fix) => fix.id)));
  const first = new Map<string, string>();
  return loaded.runtimes.flatMap((file) => [
    ...lintFile(file, fixes, base),
    ...file.rule.signals.flatMap((signal, index) => {
      const at = (field: string, severity: Finding['severity'], reason: string): Finding => ({
        severity,
        reason,
        place: file.place(['signals', index, field]),
      });
      const findings = lintSignal(file, signal, ids, at);
      const twin = first.get(signal.id);
      if (twin !== undefined) findings.push(at('id', 'error', `the id \`${signal.id}\` is taken (${twin}); give this signal another`));
      first.set(signal.id, file.file);
      for (const event of listOf(signal.event)) findings.push(...lintEvent(event, read, at));
      return findings;
    }),
  ]);
}

function lintFile(file: RuleFile<RuntimeRules>, fixes: ReadonlySet<string> | null, base: LintOptions['base']): Finding[] {
  const { rule, place } = file;
  const findings: Finding[] = [];
  if (base === undefined && rule.kind !== 'generic' && fileName(file) !== rule.runtime) {
    findings.push({ severity: 'error', reason: `the file of runtime \`${rule.runtime}\` is called ${rule.runtime}.yaml`, place: place(['runtime']) });
  }
  for (const [id, { versions }] of Object.entries(rule.fixes ?? {})) {
    if (fixes !== null && !fixes.has(id)) findings.push({ severity: 'error', reason: unknownName('fix', id, fixes), place: place(['fixes', id]) });
    const problem = versions === undefined ? null : rangeProblem(versions);
    if (problem !== null) findings.push({ severity: 'error', reason: problem, place: place(['fixes', id, 'versions']) });
  }
  (rule.references ?? []).forEach((reference, index) => {
    if (!reference.startsWith('https://'))
      findings.push({ severity: 'error', reason: `the reference ${reference} is not https`, place: place(['references', index]) });
  });
  return findings;
}

function fileName({ file }: RuleFile<RuntimeRules>): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

type At = (field: string, severity: Finding['severity'], reason: string) => Finding;

function lintSignal(file: RuleFile<RuntimeRules>, signal: SignalRule, ids: ReadonlySet<string>, at: At): Finding[] {
  const findings: Finding[] = [];
  const error = (field: string, reason: string) => findings.push(at(field, 'error', reason));
  const { rule: runtime } = file;
  // A program that counts as generic (its log holds only what stands in front of a server) keeps its own name in the ids.
  const prefixes = [runtime.runtime, fileName(file)];
  if (!prefixes.includes(signal.id.split('/')[0] ?? '')) error('id', `signals of this file are called \`${runtime.runtime}/…\``);
  if (signal.starts !== undefined && signal.ends !== undefined) error('ends', '`starts` and `ends` stand on two signals; split this one');
  for (const [mine, other] of [
    ['starts', 'ends'],
    ['ends', 'starts'],
  ] as const) {
    const key = signal[mine];
    if (key === undefined) continue;
    const partners = runtime.signals.filter((one) => one[other] === key);
    if (partners.length === 0) error(mine, `no signal of this file has \`${other}: ${key}\`; add it, or use \`lasts\``);
    else if (signal.phase === undefined && partners.every((one) => one.phase === undefined))
      error(mine, `the pair \`${key}\` has no phase; state one at its start or its end`);
  }
  if (signal.lasts !== undefined && signal.phase === undefined) error('lasts', '`lasts` measures a phase; state `phase`');
  for (const total of signal.totals ?? []) if (!ids.has(total)) error('totals', unknownName('signal', total, ids));
  const problem = signal.versions === undefined ? null : rangeProblem(signal.versions);
  if (problem !== null) error('versions', problem);
  for (const reference of signal.references ?? []) if (!reference.startsWith('https://')) error('references', `the reference ${reference} is not https`);
  return findings;
}

function lintEvent(event: string, read: ReadonlySet<string> | null, at: At): Finding[] {
  if (!events.has(event)) return [at('event', 'error', unknownName('event', event, new Set(events.keys())))];
  return read === null || read.has(event) ? [] : [at('event', 'warning', `no cause reads the event \`${event}\``)];
}
