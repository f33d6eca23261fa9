import type {
  AtOnceSummary,
  ChangeSummary,
  ConditionDifference,
  ConditionSummary,
  IdleSummary,
  Median,
  Shape,
  ShapeSummary,
  StageName,
  StageSummary,
  Trial,
  TrialRuns,
} from '../model/reproduction.js';
import { stageNames } from '../model/reproduction.js';
import type { Bytes, Seconds } from '../model/units.js';
import { steadyFrom } from '../statistics/change-point.js';
import { grouped } from '../statistics/grouped.js';
import { medianInterval } from '../statistics/median-interval.js';
import { median } from '../statistics/quantile.js';
import type { Condition } from './conditions.js';
import { firstAnswerSeconds } from './first-answer.js';
import { judgePairs, judgeWithin, type Pair } from './judge.js';

/** A median and its 95 % interval. */
export const medianOf = (values: readonly Seconds[]): Median => {
  const { estimate, low, high } = medianInterval(values);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { seconds: finite(estimate) ?? 0, low: finite(low), high: finite(high), values: values.length };
};

const medianOrNull = (values: readonly Seconds[]): Median | null => (values.length === 0 ? null : medianOf(values));

/** Those of a condition that came to their end. */
const wholeTrials = (trials: readonly Trial[], id: string): Trial[] => trials.filter(({ condition, failure }) => condition === id && failure === null);

/** Of the base and of the same once more: one of each where there are conditions at all. */
const baseAndReference = (conditions: readonly Condition[]): { readonly base: string; readonly reference: string } => {
  const idOf = (role: Condition['role']): string => conditions.find((condition) => condition.role === role)?.id ?? '';
  return { base: idOf('base'), reference: idOf('reference') };
};

const stageSeconds = (trials: readonly Trial[], name: StageName): Seconds[] =>
  trials.flatMap(({ stages }) => stages.flatMap(({ stage, seconds }) => (stage === name ? [seconds] : [])));

const stagePeak = (trials: readonly Trial[], name: StageName): Bytes | null => {
  const peaks = trials.flatMap(({ stages }) => stages.flatMap(({ stage, peakBytes }) => (stage === name && peakBytes !== null ? [peakBytes] : [])));
  return peaks.length === 0 ? null : median(peaks);
};

const betweenSeconds = (trial: Trial): Seconds =>
  firstAnswerSeconds(trial).reduce((sum, own) => sum + own, 0) - trial.stages.reduce((sum, { seconds }) => sum + seconds, 0);

/** The medians of each condition that has a trial. */
export function summariseConditions(conditions: readonly Condition[], trials: readonly Trial[]): ConditionSummary[] {
  return conditions.flatMap(({ id, title, role, pageCache }) => {
    const whole = wholeTrials(trials, id);
    const failed = trials.filter(({ condition, failure }) => condition === id && failure !== null).length;
    const stages = stageNames.flatMap((stage): StageSummary[] => {
      const seconds = stageSeconds(whole, stage);
      return seconds.length === 0 ? [] : [{ stage, median: medianOf(seconds), peakBytes: stagePeak(whole, stage) }];
    });
    const answers = whole.flatMap(firstAnswerSeconds);
    return answers.length === 0
      ? []
      : [{ id, title, role, pageCache, trials: whole.length, failed, firstAnswer: medianOf(answers), between: medianOf(whole.map(betweenSeconds)), stages }];
  });
}

const valuesOf = (trials: readonly Trial[], id: string, stage: StageName | null): Seconds[] => {
  const whole = wholeTrials(trials, id);
  return stage === null ? whole.flatMap(firstAnswerSeconds) : stageSeconds(whole, stage);
};

/** What each other condition costs over the base, as a whole and by stage. */
export function compareConditions(conditions: readonly Condition[], trials: readonly Trial[]): ConditionDifference[] {
  const { base, reference } = baseAndReference(conditions);
  return conditions
    .filter(({ id }) => id !== base)
    .flatMap(({ id }) => {
      const stages = [null, ...stageNames].filter((stage) => valuesOf(trials, id, stage).length > 0 && valuesOf(trials, base, stage).length > 0);
      const pairs = stages.map((stage): Pair => {
        const own = valuesOf(trials, base, stage);
        const noise = id === reference ? null : { base: own, other: valuesOf(trials, reference, stage) };
        return { base: own, other: valuesOf(trials, id, stage), noise };
      });
      const judged = judgePairs(pairs);
      return stages.flatMap((stage, place) => {
        const difference = judged[place];
        return difference === undefined ? [] : [{ condition: id, over: base, stage, difference }];
      });
    });
}

/** One in twenty series that never moved is cut for nothing, which costs it a few values. */
const alpha = 0.05;

/**
 * What a trial's runs of one shape are in the end: the median of what comes after their last change of level; of the later half where they are too few
 * to show one, since a change among few is seen by eye only.
 */
const steadySeconds = ({ laterSeconds }: Pick<TrialRuns, 'laterSeconds'>): Seconds => {
  const from = steadyFrom(laterSeconds, alpha);
  return median(laterSeconds.slice(from === 0 ? Math.floor(laterSeconds.length / 2) : from));
};

const isSame = (left: Shape, right: Shape): boolean => Object.entries(left).every(([dimension, size]) => right[dimension] === size);

/** Until the first token of the first, the second and a steady request, where all answers were streamed. */
const tokensOf = (runs: readonly TrialRuns[]): Pick<ShapeSummary, 'tokens'> => {
  const streamed = runs.flatMap(({ tokens }) => tokens ?? []);
  if (streamed.length === 0 || streamed.length < runs.length) return {};
  return {
    tokens: {
      first: medianOf(streamed.map(({ firstSeconds }) => firstSeconds)),
      second: medianOf(streamed.map(({ secondSeconds }) => secondSeconds)),
      steady: medianOf(streamed.map(steadySeconds)),
    },
  };
};

/** What first runs cost over a steady one of the same process. */
const penaltyOf = (runs: readonly TrialRuns[]): ShapeSummary['penalty'] =>
  runs.length === 0 ? null : judgeWithin(runs.map((own) => own.firstSeconds - steadySeconds(own)));

/** First, second and steady runs of each shape, over all trials with a warm page cache: what the cold ones wait for is no part of a request. */
export function summariseShapes(conditions: readonly Condition[], shapes: readonly Shape[], trials: readonly Trial[]): ShapeSummary[] {
  const { base, reference } = baseAndReference(conditions);
  const whole = [base, reference].flatMap((id) => wholeTrials(trials, id));
  return shapes.flatMap((shape): ShapeSummary[] => {
    const runs = whole.flatMap((trial) => trial.runs.filter((own) => isSame(own.shape, shape)));
    if (runs.length === 0) return [];
    const first = runs.filter(({ position }) => position === 0);
    const later = runs.filter(({ position }) => position > 0);
    return [
      {
        shape,
        firstInProcess: medianOrNull(first.map(({ firstSeconds }) => firstSeconds)),
        firstAfterOthers: medianOrNull(later.map(({ firstSeconds }) => firstSeconds)),
        second: medianOf(runs.map(({ secondSeconds }) => secondSeconds)),
        steady: medianOf(runs.map(steadySeconds)),
        ...tokensOf(runs),
        penalty: penaltyOf(first),
        penaltyAfterOthers: penaltyOf(later),
      },
    ];
  });
}

/** What a run takes after each idle time, in all trials that had one, and over a steady run of the same process. */
export function summariseIdle(trials: readonly Trial[]): IdleSummary[] {
  const waited = trials.flatMap(({ failure, idle = [], runs }) => {
    const first = runs.find(({ position }) => position === 0);
    return failure !== null || first === undefined ? [] : idle.map((own) => ({ ...own, over: own.seconds - steadySeconds(first) }));
  });
  return [...grouped(waited, ({ idleSeconds }) => idleSeconds)].map(([idleSeconds, own]) => ({
    idleSeconds,
    run: medianOf(own.map(({ seconds }) => seconds)),
    overSteady: judgeWithin(own.map(({ over }) => over)),
  }));
}

/** What first requests that came together took in each condition, and over as many of the same process once all is warm; changes have their own table. */
export function summariseAtOnce(conditions: readonly Condition[], trials: readonly Trial[]): AtOnceSummary[] {
  const last = (values: readonly Seconds[]): Seconds => Math.max(...values);
  return conditions.flatMap(({ id, role }): AtOnceSummary[] => {
    const asked = wholeTrials(trials, id).flatMap(({ atOnce }) => atOnce ?? []);
    const [first] = asked;
    if (first === undefined || role === 'change') return [];
    return [
      {
        condition: id,
        requests: first.coldSeconds.length,
        firstAnswered: medianOf(asked.map(({ coldSeconds }) => Math.min(...coldSeconds))),
        lastAnswered: medianOf(asked.map(({ coldSeconds }) => last(coldSeconds))),
        warmLastAnswered: medianOf(asked.map(({ warmSeconds }) => last(warmSeconds))),
        lastOverWarm: judgeWithin(asked.map(({ coldSeconds, warmSeconds }) => last(coldSeconds) - last(warmSeconds))),
      },
    ];
  });
}

const peakAtFirstAnswer = (trials: readonly Trial[], id: string): Bytes | null => {
  const whole = wholeTrials(trials, id);
  return stagePeak(whole, 'first-run') ?? stagePeak(whole, 'first-request');
};

/** What each change saves of a start and costs elsewhere, judged together; `diskBytes` is what a change takes on the disk, by its id. */
export function summariseChanges(
  conditions: readonly Condition[],
  trials: readonly Trial[],
  shapes: readonly Shape[],
  diskBytes: (id: string) => Bytes,
): ChangeSummary[] {
  const [shape = {}] = shapes;
  const { base, reference } = baseAndReference(conditions);
  const steady = (id: string, within: readonly Trial[]): Seconds[] =>
    wholeTrials(within, id).flatMap(({ runs }) => runs.filter((own) => isSame(own.shape, shape)).map(steadySeconds));
  const answers = (id: string, within: readonly Trial[]): Seconds[] => valuesOf(within, id, null);
  const firstRuns = (id: string, within: readonly Trial[]): Seconds[] => [...valuesOf(within, id, 'first-run'), ...valuesOf(within, id, 'first-request')];
  // Only trials of the rounds that a change was part of: the set of all came later than the others.
  const pairOf = (values: (id: string, within: readonly Trial[]) => Seconds[], id: string): Pair => {
    const rounds = new Set(trials.flatMap(({ condition, round }) => (condition === id ? [round] : [])));
    const beside = trials.filter(({ round }) => rounds.has(round));
    const own = values(base, beside);
    return { base: own, other: values(id, beside), noise: { base: own, other: values(reference, beside) } };
  };
  const measured = conditions.filter(({ id, role }) => role === 'change' && answers(id, trials).length > 0);
  const judged = judgePairs([answers, firstRuns, steady].flatMap((values) => measured.map(({ id }) => pairOf(values, id))));
  const peak = peakAtFirstAnswer(trials, base);
  return measured.flatMap(({ id, title }, place): ChangeSummary[] => {
    const [firstAnswer, firstRun, steadyRun] = [0, 1, 2].map((part) => judged[place + part * measured.length]);
    const own = peakAtFirstAnswer(trials, id);
    const peakBytes = own === null || peak === null ? null : own - peak;
    if (firstAnswer === undefined || firstRun === undefined || steadyRun === undefined) return [];
    return [{ id, title, firstAnswer, firstRun, steady: steadyRun, peakBytes, diskBytes: diskBytes(id) }];
  });
}
