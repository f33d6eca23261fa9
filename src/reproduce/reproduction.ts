import { basename } from 'node:path';
import type { Reproduction, ReproductionMachine, Shape } from '../model/reproduction.js';
import { toolVersion } from '../model/tool.js';
import type { Bytes, Seconds } from '../model/units.js';
import { changePoint } from '../statistics/change-point.js';
import { median } from '../statistics/quantile.js';
import type { Condition } from './conditions.js';
import { firstAnswerSeconds } from './first-answer.js';
import type { Rehearsal } from './rehearse.js';
import { summarySentence } from './sentence.js';
import { compareConditions, summariseAtOnce, summariseChanges, summariseConditions, summariseIdle, summariseShapes } from './summarise.js';
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

/** A change that chance explains in one of a hundred runs is told: it spoils no difference, since all conditions go through it. */
const driftAlpha = 0.01;
/** Less changes no conclusion, however sure it is. */
const leastDrift = 0.05;

/** Whether the base, which runs throughout, was another in the end: a neighbour came or went, or the machine was throttled. */
const driftRemark = (conditions: readonly Condition[], { trials }: Trials): string[] => {
  const same = conditions.filter(({ role }) => role === 'base' || role === 'reference').map(({ id }) => id);
  const answers = trials.filter(({ condition }) => same.includes(condition)).flatMap(firstAnswerSeconds);
  const change = changePoint(answers);
  if (change === null || change.p >= driftAlpha) return [];
  const [before, after] = [median(answers.slice(0, change.at)), median(answers.slice(change.at))];
  if (Math.abs(after / before - 1) < leastDrift) return [];
  const percent = Math.round((after / before - 1) * 100);
  return [
    `The machine changed while this was measured: from trial ${change.at + 1} of ${answers.length} of the same condition on, first answers took ${Math.abs(percent)} % ${percent < 0 ? 'less' : 'more'}. Conditions went through it alike; medians lie between both.`,
  ];
};

/** Above this share of what a container may use, the next larger request may end it. */
const tightShare = 0.9;

const memoryRemark = (peak: Bytes | null, { memoryLimitBytes }: ReproductionMachine): string[] => {
  if (peak === null || memoryLimitBytes === null || peak < tightShare * memoryLimitBytes) return [];
  return [`The peak of its memory is ${Math.round((peak / memoryLimitBytes) * 100)} % of what this container may use: a larger request may end it.`];
};

/** What was made of the model, or of its tokenizer, lies beside it. */
const diskBytesOf =
  (conditions: readonly Condition[], { saved }: Rehearsal) =>
  (id: string): Bytes => {
    const change = conditions.find((condition) => condition.id === id)?.change;
    const model = change?.loads === undefined ? 0 : (saved.get(change.loads)?.bytes ?? 0);
    return model + (change?.tokenizer?.bytes ?? 0);
  };

/** What was started: a model, or a service. */
export type Subject = Pick<Reproduction, 'model' | 'service' | 'bindings' | 'diagnoses' | 'providers' | 'creation'> & {
  /** As a sentence calls it. */
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly shapes: readonly Shape[];
  /** What a change takes on the disk, by its id. */
  readonly diskBytes: (id: string) => Bytes;
  /** What limits what its trials say. */
  readonly remarks: readonly string[];
};

export type ReproductionSettings = TrialBounds & { readonly trialTimeoutSeconds: Seconds };

/** The report of all trials of one subject. */
export function assembled(subject: Subject, made: Trials, machine: ReproductionMachine, settings: ReproductionSettings): Reproduction {
  const conditions = summariseConditions(subject.conditions, made.trials);
  const differences = compareConditions(subject.conditions, made.trials);
  const shapes = summariseShapes(subject.conditions, subject.shapes, made.trials);
  const peaks = made.trials.flatMap(({ stages }) => stages.flatMap(({ peakBytes }) => peakBytes ?? []));
  const peakBytes = peaks.length === 0 ? null : peaks.reduce((most, bytes) => Math.max(most, bytes), 0);
  const { seed, precision, maxTrials, maxSeconds, trialTimeoutSeconds } = settings;
  return {
    schemaVersion: 1,
    tool: { name: 'coldcase', version: toolVersion },
    scenario: null,
    summary: summarySentence(subject.name, conditions, differences, shapes),
    model: subject.model,
    service: subject.service,
    bindings: subject.bindings,
    machine,
    settings: { seed, precision, maxTrials, maxSeconds, trialTimeoutSeconds },
    ending: made.ending,
    seconds: made.seconds,
    remarks: [
      ...endingRemark(made, settings),
      ...failureRemark(made),
      ...subject.remarks,
      ...memoryRemark(peakBytes, machine),
      ...driftRemark(subject.conditions, made),
      ...loadRemark(machine),
    ],
    conditions,
    differences,
    shapes,
    idle: summariseIdle(made.trials),
    atOnce: summariseAtOnce(subject.conditions, made.trials),
    changes: summariseChanges(subject.conditions, made.trials, subject.shapes, subject.diskBytes),
    creation: subject.creation,
    providers: subject.providers,
    diagnoses: subject.diagnoses,
    peakBytes,
    trials: made.trials,
  };
}

/** Why no set of changes was measured; nothing where one was, or where only one change was asked for. */
const setRemark = ({ changes }: Rehearsal, together: Condition | null): string[] =>
  together !== null || changes.length < 2 ? [] : ['No set of changes was measured together: fewer than two that go together save time beyond the noise.'];

/** The report of all trials of a model; `together` is the set of changes that was measured after each by itself. */
export function reproductionOf(
  rehearsal: Rehearsal,
  made: Trials,
  machine: ReproductionMachine,
  settings: ReproductionSettings,
  together: Condition | null = null,
): Reproduction {
  const { prepared, remarks, refused, providers, creation } = rehearsal;
  const conditions = [...rehearsal.conditions, ...(together === null ? [] : [together])];
  const subject: Subject = {
    name: basename(prepared.model.path),
    model: prepared.model,
    service: null,
    bindings: prepared.bindings,
    diagnoses: [],
    providers,
    creation,
    conditions,
    shapes: prepared.shapes,
    diskBytes: diskBytesOf(conditions, rehearsal),
    remarks: [...remarks, ...refused.map((sentence) => `Left out: ${sentence}.`), ...assumedRemark(rehearsal), ...setRemark(rehearsal, together)],
  };
  return assembled(subject, made, machine, settings);
}
