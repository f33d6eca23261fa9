import { basename } from 'node:path';
import type { Reproduction, ReproductionMachine } from '../model/reproduction.js';
import { toolVersion } from '../model/tool.js';
import type { Bytes } from '../model/units.js';
import type { Rehearsal } from './rehearse.js';
import { summarySentence } from './sentence.js';
import { compareConditions, summariseChanges, summariseConditions, summariseShapes } from './summarise.js';
import type { TrialBounds, Trials } from './trials.js';

/** More programs than cores make every figure larger and wider. */
const loadRemark = ({ load, cores }: ReproductionMachine): string[] =>
  load === null || Math.max(load.before, load.after) <= cores
    ? []
    : [
        `The machine was busy: ${Math.max(load.before, load.after).toFixed(1)} programs wanted its ${cores} cores, so every figure is larger than on an idle one.`,
      ];

const endingRemark = ({ ending, trials }: Trials, { maxTrials, maxSeconds }: TrialBounds): string[] => {
  if (ending === 'interrupted') return [`Interrupted: this is what ${trials.length} trials show.`];
  if (ending === 'time') return [`Ended by --max-seconds ${maxSeconds}, before the medians were as narrow as asked.`];
  return ending === 'trials' ? [`Ended by --max-trials ${maxTrials}, before the medians were as narrow as asked.`] : [];
};

const failureRemark = ({ trials }: Trials): string[] => {
  const failures = trials.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  return failures.length === 0 ? [] : [`${failures.length} of ${trials.length} trials failed and count for nothing; the last: ${failures.at(-1)}.`];
};

const assumedRemark = ({ prepared }: Rehearsal): string[] => {
  const assumed = prepared.bindings.filter(({ basis }) => basis === 'assumed').map(({ dimension, sizes }) => `${dimension}=${sizes.join(',')}`);
  return assumed.length === 0 ? [] : [`Assumed from the name: ${assumed.join(' ')}; --shape binds a dimension to other sizes.`];
};

/** A saved model lies beside the model. */
const diskBytesOf =
  ({ conditions, saved }: Rehearsal) =>
  (id: string): Bytes =>
    conditions.find((condition) => condition.id === id)?.change?.loadsSavedModel === true ? (saved?.bytes ?? 0) : 0;

/** The report of all trials. */
export function reproductionOf(
  rehearsal: Rehearsal,
  made: Trials,
  machine: ReproductionMachine,
  settings: TrialBounds & { readonly trialTimeoutSeconds: number },
): Reproduction {
  const { prepared } = rehearsal;
  const conditions = summariseConditions(rehearsal.conditions, made.trials);
  const differences = compareConditions(rehearsal.conditions, made.trials);
  const shapes = summariseShapes(prepared.shapes, made.trials);
  const peaks = made.trials.flatMap(({ stages }) => stages.flatMap(({ peakBytes }) => peakBytes ?? []));
  const { seed, precision, maxTrials, maxSeconds, trialTimeoutSeconds } = settings;
  return {
    schemaVersion: 1,
    tool: { name: 'coldcase', version: toolVersion },
    summary: summarySentence(basename(prepared.model.path), conditions, differences, shapes),
    model: prepared.model,
    bindings: prepared.bindings,
    machine,
    settings: { seed, precision, maxTrials, maxSeconds, trialTimeoutSeconds },
    ending: made.ending,
    seconds: made.seconds,
    remarks: [
      ...endingRemark(made, settings),
      ...failureRemark(made),
      ...rehearsal.remarks,
      ...rehearsal.refused.map((sentence) => `Left out: ${sentence}.`),
      ...assumedRemark(rehearsal),
      ...loadRemark(machine),
    ],
    conditions,
    differences,
    shapes,
    changes: summariseChanges(rehearsal.conditions, made.trials, prepared.shapes, diskBytesOf(rehearsal)),
    peakBytes: peaks.length === 0 ? null : peaks.reduce((most, bytes) => Math.max(most, bytes), 0),
    trials: made.trials,
  };
}
