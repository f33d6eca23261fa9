import { counted } from '../../diagnose/words.js';
import type { BudgetResult } from '../../model/gate.js';
import type { BootReport } from '../../model/report.js';
import type { FailedBootsClause } from '../policy/policy.js';

/** Judges how many boots failed; a boot that the log says nothing of may be one. */
export const judgeFailedBoots = (boots: readonly BootReport[], clause: FailedBootsClause & { readonly limit: number }): BudgetResult => {
  const failed = boots.filter((boot) => boot.verdict === 'failed');
  const unclear = boots.filter((boot) => boot.verdict === 'unknown');
  const { limit, place } = clause;
  const isUnknown = boots.length === 0 || (failed.length <= limit && failed.length + unclear.length > limit);
  const told = failed.length === 0 ? `None of ${counted(boots.length, 'boot')} failed` : `${failed.length} of ${counted(boots.length, 'boot')} failed`;
  const allowed = limit === 0 ? 'none may' : `${limit} may`;
  return {
    id: 'failedBoots',
    title: 'boots that failed',
    verdict: failed.length > limit ? 'exceeded' : isUnknown ? 'unknown' : 'pass',
    why: isUnknown
      ? `${unclear.length === 0 ? 'No boot was found' : `Of ${counted(unclear.length, 'boot')} the log says too little`}.`
      : `${told}; ${allowed}.`,
    unit: 'count',
    measured: boots.length === 0 ? null : failed.length,
    range: boots.length === 0 ? null : { low: failed.length, high: failed.length + unclear.length },
    limit,
    margin: boots.length === 0 ? null : limit - failed.length,
    boots: (failed.length > 0 ? failed : unclear).map(({ id }) => id),
    evidence: failed.flatMap((boot) => boot.causes.find(({ severity }) => severity === 'error')?.evidence.slice(0, 1) ?? []).slice(0, 4),
    place,
    howToLog: isUnknown ? 'Give the log from its beginning, until the service is ready.' : null,
  };
};
