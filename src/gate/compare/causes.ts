import type { ComparedCause, Comparison } from '../../model/comparison.js';
import { type BootReport, type Cause, severityRank } from '../../model/report.js';

const comparedCause = (cause: Cause, before: number, after: number): ComparedCause => ({
  id: cause.id,
  title: cause.title,
  severity: cause.severity,
  before,
  after,
  because: cause.because,
  evidence: cause.evidence.slice(0, 2),
});

/** Which causes came, went or stayed, the gravest first; a cause came where no boot had it before. */
export const compareCauses = (before: readonly BootReport[], after: readonly BootReport[]): Comparison['causes'] => {
  const having = (boots: readonly BootReport[], id: string): Cause[] => boots.flatMap((boot) => boot.causes.filter((cause) => cause.id === id).slice(0, 1));
  const ids = [...new Set([...after, ...before].flatMap((boot) => boot.causes.map(({ id }) => id)))];
  const all = ids.flatMap((id): ComparedCause[] => {
    const [old, recent] = [having(before, id), having(after, id)];
    const shown = recent[0] ?? old[0];
    return shown === undefined ? [] : [comparedCause(shown, old.length, recent.length)];
  });
  const sorted = all.sort((left, right) => severityRank[right.severity] - severityRank[left.severity]);
  return {
    came: sorted.filter((cause) => cause.before === 0),
    went: sorted.filter((cause) => cause.after === 0),
    stayed: sorted.filter((cause) => cause.before > 0 && cause.after > 0),
  };
};
