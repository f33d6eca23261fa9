import type { CauseRule, Condition, Range } from '../rules/schema.js';

/** Single thresholds of one cause that replace the catalogue's. */
export type CauseThresholds = {
  readonly seconds?: number;
  readonly share?: number;
  /** Time to ready in seconds from which the share counts. */
  readonly startup?: number;
  /** Cold latency over steady latency. */
  readonly ratio?: number;
  /** Cold latency less steady latency, in seconds. */
  readonly differenceSeconds?: number;
  /** Part of the memory limit under which too little is left. */
  readonly headroom?: number;
};

/** The catalogue's thresholds; a twentieth of its seconds with shares judged from 1 s of startup on; or single ones by cause. */
export type Thresholds = 'default' | 'fine' | { readonly [cause: string]: CauseThresholds };

export const defaultThresholds: Thresholds = 'default';

const names = ['seconds', 'share', 'startup', 'ratio', 'differenceSeconds', 'headroom'] as const;

/** The cause with other thresholds in its condition; the cause itself where they are the catalogue's. */
export function withThresholds(rule: CauseRule, thresholds: Thresholds): CauseRule {
  if (thresholds === 'default') return rule;
  if (thresholds === 'fine') return { ...rule, when: changed(rule.when, fineRange) };
  const own = Object.hasOwn(thresholds, rule.id) ? thresholds[rule.id] : undefined;
  return own === undefined ? rule : { ...rule, when: changed(rule.when, (kind, range) => ownRange(own, kind, range)) };
}

/** Thresholds from a parsed file (`compile-at-startup: { seconds: 30, share: 0.3 }`), or what is wrong with it in a sentence. */
export function parseThresholds(value: unknown, causeIds: ReadonlySet<string>): { readonly thresholds: Thresholds } | { readonly problem: string } {
  if (!isMapping(value)) return { problem: 'thresholds must map a cause to its figures, such as `compile-at-startup: { seconds: 30 }`' };
  const thresholds: { [cause: string]: CauseThresholds } = Object.create(null);
  for (const [cause, figures] of Object.entries(value)) {
    if (!causeIds.has(cause)) return { problem: `there is no cause "${cause}"` };
    if (!isMapping(figures)) return { problem: `"${cause}" must map to figures, such as { seconds: 30 }` };
    for (const [name, figure] of Object.entries(figures)) {
      if (!names.some((known) => known === name)) return { problem: `"${cause}" has no threshold "${name}"; there are ${names.join(', ')}` };
      if (typeof figure !== 'number' || !Number.isFinite(figure) || figure < 0) return { problem: `"${name}" of "${cause}" must be a number of 0 or more` };
    }
    thresholds[cause] = { ...figures };
  }
  return { thresholds };
}

type Kind = (typeof names)[number];

function changed(condition: Condition, change: (kind: Kind, range: Range) => Range): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => changed(one, change)) };
  if ('any' in condition) return { any: condition.any.map((one) => changed(one, change)) };
  if ('not' in condition) return { not: changed(condition.not, change) };
  if ('latency' in condition) {
    const { ratio, differenceSeconds } = condition.latency;
    return { latency: { ratio: change('ratio', ratio), differenceSeconds: change('differenceSeconds', differenceSeconds) } };
  }
  if ('memory' in condition) return { memory: { headroom: change('headroom', condition.memory.headroom) } };
  if (!('phase' in condition)) return condition;
  return {
    ...condition,
    ...(condition.seconds && { seconds: change('seconds', condition.seconds) }),
    ...(condition.longest && { longest: change('seconds', condition.longest) }),
    ...(condition.share && { share: change('share', condition.share) }),
    ...(condition.startup && { startup: change('startup', condition.startup) }),
  };
}

function fineRange(kind: Kind, range: Range): Range {
  if (kind === 'startup') return { ...range, min: 1 };
  if ((kind !== 'seconds' && kind !== 'differenceSeconds') || range.min === undefined) return range;
  return { ...range, min: range.min / 20 };
}

function ownRange(own: CauseThresholds, kind: Kind, range: Range): Range {
  const figure = own[kind];
  if (figure === undefined) return range;
  return kind === 'headroom' ? { ...range, max: figure } : { ...range, min: figure };
}

function isMapping(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
