import type { Boot, Gap } from '../model/boot.js';
import type { Phase } from '../model/phase.js';
import type { ReportedGap } from '../model/report.js';
import { compilePattern } from '../rules/pattern.js';
import type { RuntimeRules } from '../rules/schema.js';
import { runtimesOf } from './fixes.js';

type Suspect = { readonly after: RegExp | null; readonly before: RegExp | null; readonly phase: Phase; readonly because: string };

const compiled = new WeakMap<RuntimeRules, readonly Suspect[]>();

/** The silences of a boot, each with what the runtimes at hand are known to do there. */
export function gapsOf(boot: Boot, runtimes: readonly RuntimeRules[]): ReportedGap[] {
  const generic = runtimes.filter((rules) => rules.kind === 'generic');
  const suspects = [...new Set([...runtimesOf(boot, runtimes), ...generic])].flatMap((rules) => [...suspectsOf(rules)]);
  return boot.gaps.map((gap) => {
    const suspect = suspects.find((one) => fits(one, gap));
    const { scope, seconds, errorSeconds, after, before } = gap;
    const startSeconds = boot.start === null ? null : gap.start - boot.start;
    return { scope, startSeconds, seconds, errorSeconds, after, before, suspect: suspect?.phase ?? null, why: suspect?.because ?? null };
  });
}

function fits({ after, before }: Suspect, gap: Gap): boolean {
  if (after === null && before === null) return false;
  return (after?.test(gap.after.text) ?? true) && (before?.test(gap.before.text) ?? true);
}

function suspectsOf(rules: RuntimeRules): readonly Suspect[] {
  const known = compiled.get(rules);
  if (known !== undefined) return known;
  const suspects = (rules.suspects ?? []).map(({ after, before, phase, because }) => ({
    after: after === undefined ? null : compilePattern(after),
    before: before === undefined ? null : compilePattern(before),
    phase,
    because,
  }));
  compiled.set(rules, suspects);
  return suspects;
}
