import { basename } from 'node:path';
import { events } from '../events.js';
import type { Finding } from '../finding.js';
import { unknownName } from '../near-name.js';
import { eventsReadBy } from '../reads.js';
import type { CauseRule } from '../schema.js';
import type { LoadedRules, RuleFile } from '../yaml/load.js';
import type { LintOptions } from './options.js';

/** What is wrong with causes taken together: ids, names of other causes, events, references. */
export function lintCauses(loaded: LoadedRules, { base, isPartial = false }: LintOptions): Finding[] {
  const builtIn = new Set((base?.causes ?? []).map((cause) => cause.id));
  const ids = new Set([...loaded.causes.map(({ rule }) => rule.id), ...builtIn]);
  const first = new Map<string, string>();
  return loaded.causes.flatMap((file) => {
    const findings = lintCause(file, isPartial && base === undefined ? null : ids);
    const add = (reason: string) => findings.push({ severity: 'error', reason, place: file.place(['id']) });
    const { id } = file.rule;
    const twin = first.get(id);
    if (twin !== undefined) add(`the id \`${id}\` is taken (${twin}); give this cause another`);
    first.set(id, file.file);
    if (base !== undefined && !builtIn.has(id) && !id.includes('/')) add(`a cause of your own is called PREFIX/id, for instance \`my/${id}\``);
    if (base === undefined && id.includes('/')) add(`a built-in cause has no prefix; call it \`${id.split('/')[1]}\``);
    if (base === undefined && basename(file.file).replace(/\.ya?ml$/, '') !== id) add(`the file of cause \`${id}\` is called ${id}.yaml`);
    return findings;
  });
}

function lintCause({ rule, place }: RuleFile<CauseRule>, ids: ReadonlySet<string> | null): Finding[] {
  const findings: Finding[] = [];
  for (const field of ['unless', 'becauseOf'] as const) {
    (rule[field] ?? []).forEach((other, index) => {
      if (ids !== null && !ids.has(other)) findings.push({ severity: 'error', reason: unknownName('cause', other, ids), place: place([field, index]) });
      if (other === rule.id) findings.push({ severity: 'error', reason: `\`${field}\` names the cause itself; take it out`, place: place([field, index]) });
    });
  }
  for (const event of new Set(eventsReadBy(rule.when))) {
    if (!events.has(event)) findings.push({ severity: 'error', reason: unknownName('event', event, new Set(events.keys())), place: place(['when']) });
  }
  rule.references.forEach((reference, index) => {
    if (!reference.startsWith('https://'))
      findings.push({ severity: 'error', reason: `the reference ${reference} is not https`, place: place(['references', index]) });
  });
  rule.fixes.forEach(({ saves }, index) => {
    if (saves !== undefined && saves.low > saves.high)
      findings.push({ severity: 'error', reason: '`low` is above `high`; swap them', place: place(['fixes', index, 'saves']) });
  });
  return findings;
}
