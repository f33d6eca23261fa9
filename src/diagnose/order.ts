import { type Cause, severityRank } from '../model/report.js';
import type { Held } from './judge.js';
import { earliest, endOfSpan, isAfter, type Moment, momentOfEvent } from './moment.js';

/**
 * By cause, the ids of the causes that led to it: those that its rule names and that hold too, and for a failure the
 * first failure of the boot, of which the later ones are consequences. Never a circle.
 */
export function chainsOf(held: readonly Held[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(held.map((one) => one.rule.id));
  const chains = new Map<string, string[]>();
  for (const { rule } of held) {
    chains.set(rule.id, []);
    for (const id of rule.becauseOf ?? []) if (ids.has(id)) link(chains, rule.id, id);
  }
  const root = firstFailure(held);
  if (root !== null) for (const one of held) if (one.severity === 'error' && one !== root && comesAfter(one, root)) link(chains, one.rule.id, root.rule.id);
  return chains;
}

/** The failure with which the others began; null where nothing failed. */
function firstFailure(held: readonly Held[]): Held | null {
  return held.filter((one) => one.severity === 'error').reduce<Held | null>((first, one) => (first === null || comesAfter(first, one) ? one : first), null);
}

/** Causes by severity, then seconds (unknown last); at equal cost what led to another stands before it, then by id. */
export function inOrder(causes: readonly Cause[]): Cause[] {
  return [...causes].sort(
    (a, b) =>
      severityRank[b.severity] - severityRank[a.severity] ||
      (b.seconds ?? -1) - (a.seconds ?? -1) ||
      Number(a.becauseOf.includes(b.id)) - Number(b.becauseOf.includes(a.id)) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function link(chains: Map<string, string[]>, id: string, cause: string): void {
  const links = chains.get(id) ?? [];
  if (id === cause || links.includes(cause) || leadsTo(chains, cause, id, new Set())) return;
  chains.set(id, [...links, cause]);
}

function leadsTo(chains: ReadonlyMap<string, readonly string[]>, from: string, to: string, seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (chains.get(from) ?? []).some((next) => leadsTo(chains, next, to, seen));
}

function comesAfter(later: Held, earlier: Held): boolean {
  const [a, b] = [beginOf(later), beginOf(earlier)];
  return a !== null && b !== null && isAfter(a, b);
}

/** A failure begins with its event, not with the work that went before it. */
function beginOf(held: Held): Moment | null {
  const events = held.findings.flatMap((one) => one.events.map(momentOfEvent));
  return earliest(events.length > 0 ? events : held.findings.flatMap((one) => one.spans.map(endOfSpan)));
}
