import type { DiagnosisSummary, Trial, TrialDiagnosis } from '../../model/reproduction.js';
import { grouped } from '../../statistics/grouped.js';
import type { Condition } from '../conditions.js';
import { medianOf } from '../summarise.js';

const summaryOf = (condition: string, diagnoses: readonly TrialDiagnosis[]): DiagnosisSummary => {
  const phases = grouped(
    diagnoses.flatMap(({ phases }) => phases),
    ({ phase, scope }) => `${phase} ${scope}`,
  );
  const causes = grouped(
    diagnoses.flatMap(({ causes }) => causes),
    ({ id }) => id,
  );
  return {
    condition,
    trials: diagnoses.length,
    phases: [...phases.values()].flatMap((own) =>
      own.slice(0, 1).map(({ phase, scope }) => ({ phase, scope, median: medianOf(own.map(({ seconds }) => seconds)) })),
    ),
    causes: [...causes.values()].flatMap((own) =>
      own.slice(0, 1).map(({ id, title }) => {
        const seconds = own.flatMap((cause) => cause.seconds ?? []);
        return { id, title, trials: own.length, median: seconds.length === 0 ? null : medianOf(seconds) };
      }),
    ),
  };
};

/** What the logs of all trials of a condition say together: the phases with their medians, and how many trials have a cause. */
export function summariseDiagnoses(conditions: readonly Condition[], trials: readonly Trial[]): DiagnosisSummary[] {
  return conditions.flatMap(({ id }) => {
    const diagnoses = trials.flatMap(({ condition, failure, diagnosis }) =>
      condition === id && failure === null && diagnosis !== undefined ? [diagnosis] : [],
    );
    return diagnoses.length === 0 ? [] : [summaryOf(id, diagnoses)];
  });
}
