import type { Basis, Boot } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Fix, Saving } from '../model/report.js';
import type { Seconds } from '../model/units.js';
import { listOf } from '../rules/one-or-more.js';
import type { CauseRule, RuntimeRules } from '../rules/schema.js';
import { isInRange } from '../rules/versions.js';

type RuleFix = CauseRule['fixes'][number];
type Cost = {
  readonly seconds: Seconds | null;
  readonly scope: Scope;
  readonly basis: Basis | null;
  /** What is over along with the cause, where it goes as a whole. */
  readonly beside: Seconds;
};

/** Of what is over along with a cause, what a promise counts at most, as a share of the cause: the more it is, the less it is sure to be that. */
const mostBeside = 0.25;

/** What to change for a cause in this boot: the serving runtime's own way first, with the seconds that it is expected to save. */
export function fixesOf(rule: CauseRule, boot: Boot, runtimes: readonly RuntimeRules[], cost: Cost): Fix[] {
  return rule.fixes.map((fix) => {
    const own = ownWay(fix.id, boot, runtimes);
    return {
      id: fix.id,
      do: fix.do,
      how: own?.how ?? fix.how ?? null,
      tradeOff: own?.tradeOff ?? fix.tradeOff ?? null,
      saves: savingOf(fix, boot, cost),
    };
  });
}

/** The rules of the runtimes seen in a boot: the serving one first, by its own name, before the one it is reported as. */
export function runtimesOf(boot: Boot, runtimes: readonly RuntimeRules[]): RuntimeRules[] {
  const names = [...new Set([...boot.runtimes, boot.runtime])];
  return names.flatMap((name) => runtimes.find((rules) => rules.runtime === name) ?? []);
}

function ownWay(id: string, boot: Boot, runtimes: readonly RuntimeRules[]) {
  for (const rules of runtimesOf(boot, runtimes)) {
    const way = rules.fixes && Object.hasOwn(rules.fixes, id) ? rules.fixes[id] : undefined;
    if (way === undefined) continue;
    const isTooNewOrOld =
      way.versions !== undefined && rules.runtime === boot.runtime && boot.runtimeVersion !== null && !isInRange(boot.runtimeVersion, way.versions);
    if (!isTooNewOrOld) return way;
  }
  return undefined;
}

/**
 * A share of the cause's seconds, or of the phases that the fix removes where the cause itself has none; null where no time is known. A
 * fix that may take all of it may take along what else a request paid.
 */
function savingOf(fix: RuleFix, boot: Boot, { seconds, scope, basis, beside }: Cost): Saving | null {
  if (fix.saves === undefined) return null;
  const removed = boot.phases.filter((total) => total.scope === scope && listOf(fix.removes).includes(total.phase));
  const base = seconds ?? (removed.length > 0 ? removed.reduce((sum, total) => sum + total.seconds, 0) : null);
  if (base === null || base <= 0) return null;
  const from = seconds === null ? (removed.every((total) => total.basis === 'stated') ? 'stated' : 'measured') : (basis ?? 'stated');
  const more = fix.saves.high === 1 && seconds !== null ? Math.min(beside, mostBeside * seconds) : 0;
  return {
    lowSeconds: toMilliseconds(base * fix.saves.low),
    highSeconds: toMilliseconds(base * fix.saves.high + more),
    basis: fix.saves.source === undefined ? from : 'typical',
    leaves: fix.leaves ?? null,
  };
}

function toMilliseconds(seconds: Seconds): Seconds {
  return Math.round(seconds * 1000) / 1000;
}
