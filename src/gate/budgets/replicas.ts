import { counted } from '../../diagnose/words.js';
import type { BudgetResult, PolicyPlace } from '../../model/gate.js';
import type { BootReport } from '../../model/report.js';

/** What tells replicas apart: the name, else the pod, else the file that the boot was read from. */
const replicaOf = ({ id, replica, labels }: BootReport): string => replica ?? labels.pod ?? id.replace(/#\d+$/, '');

/** Judges whether the logs hold as many replicas as are expected; here the limit is a least number. */
export const judgeReplicas = (boots: readonly BootReport[], expected: number, place: PolicyPlace | null): BudgetResult => {
  const seen = new Set(boots.map(replicaOf)).size;
  return {
    id: 'replicas',
    title: 'replicas in the logs',
    verdict: seen < expected ? 'exceeded' : 'pass',
    why: seen < expected ? `The logs hold ${counted(seen, 'replica')}; ${expected} are expected.` : `The logs hold ${counted(seen, 'replica')}.`,
    unit: 'count',
    measured: seen,
    range: null,
    limit: expected,
    margin: seen - expected,
    boots: boots.map(({ id }) => id),
    evidence: [],
    place,
    howToLog: seen < expected ? 'Give the log of each replica, or start the ones that are missing.' : null,
  };
};
