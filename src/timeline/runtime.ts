import type { RuntimeRules } from '../rules/schema.js';

const kinds: readonly RuntimeRules['kind'][] = ['server', 'http', 'library', 'platform', 'generic'];

/** The place of a kind in the order of what serves; 0 serves first. */
export const kindRank = (kind: RuntimeRules['kind']): number => kinds.indexOf(kind);

/**
 * Runtimes seen in a boot, the one that serves first: the model server that loads and serves; else the HTTP server of a
 * home-made service; else the library that loads; else the platform whose events they are. Within a kind, one that another
 * is declared to be `over` steps back; then the one with more lines leads.
 */
export function rankRuntimes(detected: ReadonlyMap<string, number>, rules: readonly RuntimeRules[]): string[] {
  const seen = rules.filter((rule) => detected.has(rule.runtime) && rule.kind !== 'generic');
  const names = new Set(seen.map((rule) => rule.runtime));
  const beaten = new Set(seen.flatMap((rule) => (rule.over ?? []).filter((name) => names.has(name))));
  return seen
    .map((rule) => ({ name: rule.runtime, kind: kindRank(rule.kind), isBeaten: beaten.has(rule.runtime), lines: detected.get(rule.runtime) ?? 0 }))
    .sort((a, b) => a.kind - b.kind || Number(a.isBeaten) - Number(b.isBeaten) || b.lines - a.lines || a.name.localeCompare(b.name))
    .map((rule) => rule.name);
}
