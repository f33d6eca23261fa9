import type { BootReport } from '../model/report.js';
import type { Scenario, ScenarioCause, ScenarioPhase, TrialDiagnosis } from '../model/reproduction.js';
import type { Condition } from './conditions.js';
import { medianOf } from './summarise.js';

/** Causes that no start of a process on this machine can show, by what they need. A cause that is not here could have come up, and did not. */
const needs: readonly { readonly what: string; readonly causes: readonly string[] }[] = [
  {
    what: 'needs a GPU',
    causes: [
      'allocation-in-request',
      'autotune-cold',
      'device-init-in-request',
      'device-init-slow',
      'device-unavailable',
      'fork-after-device-init',
      'graph-capture-slow',
      'kernel-binary-missing',
      'oom-device',
    ],
  },
  { what: 'needs several devices', causes: ['collective-init-slow'] },
  { what: 'happens on the platform, before there is a process', causes: ['image-pull-slow', 'scheduling-wait'] },
  { what: 'needs the network that it came over', causes: ['hub-online-check', 'install-at-startup', 'weights-download'] },
  {
    what: 'is about a server with workers, which --command starts',
    causes: ['concurrency-unsafe', 'model-evicted', 'startup-timeout', 'worker-duplicate-load'],
  },
];

/** Of several starts in a log the one that there is most to ask about: a cold one before a slow one, and that before any other. */
export function startToReproduce(boots: readonly BootReport[]): BootReport | null {
  const rank = ({ verdict }: BootReport): number => ['cold', 'slow', 'failed'].indexOf(verdict) + (['cold', 'slow', 'failed'].includes(verdict) ? 0 : 9);
  return [...boots].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

const causeOf = ({ id, title, seconds }: BootReport['causes'][number], diagnoses: readonly TrialDiagnosis[]): ScenarioCause => {
  const trials = diagnoses.filter(({ causes }) => causes.some((cause) => cause.id === id)).length;
  const observed = { id, title, observedSeconds: seconds, trials };
  if (trials > 0) return { ...observed, outcome: 'reproduced', why: null };
  const needed = needs.find(({ causes }) => causes.includes(id));
  return needed === undefined ? { ...observed, outcome: 'not-reproduced', why: null } : { ...observed, outcome: 'other-hardware', why: needed.what };
};

const phasesOf = (boot: BootReport, diagnoses: readonly TrialDiagnosis[]): ScenarioPhase[] => {
  const reproduced = diagnoses.flatMap(({ phases }) => phases);
  const keyOf = ({ phase, scope }: Pick<ScenarioPhase, 'phase' | 'scope'>): string => `${phase} ${scope}`;
  const all = new Map([...boot.phases, ...reproduced].map(({ phase, scope }) => [keyOf({ phase, scope }), { phase, scope }]));
  return [...all].map(([key, own]) => {
    const values = reproduced.flatMap((one) => (keyOf(one) === key ? [one.seconds] : []));
    return {
      ...own,
      observedSeconds: boot.phases.find((one) => keyOf(one) === key)?.seconds ?? null,
      reproduced: values.length === 0 ? null : medianOf(values),
    };
  });
};

/** What a log shows of a start beside what the logs of trials here show, in one condition. */
export function scenarioOf(boot: BootReport, condition: Condition, diagnoses: readonly TrialDiagnosis[]): Scenario {
  return {
    boot: boot.id,
    verdict: boot.verdict,
    loading: boot.loading?.strategy ?? null,
    requestsAtOnce: boot.firstRequestsAtOnce ?? null,
    condition: condition.id,
    trials: diagnoses.length,
    phases: phasesOf(boot, diagnoses),
    causes: boot.causes.map((cause) => causeOf(cause, diagnoses)),
  };
}
