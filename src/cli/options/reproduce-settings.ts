import { UserError } from '../../model/user-error.js';
import { mostAtOnce } from '../../reproduce/as-observed.js';
import type { TrialBounds } from '../../reproduce/trials.js';

/** As they stand on the command line. */
export type ReproduceSettingOptions = {
  readonly precision?: string;
  readonly maxTrials?: string;
  readonly maxSeconds?: string;
  readonly ci?: boolean;
  readonly trialTimeout?: string;
  readonly seed?: string;
  readonly idle?: string;
  readonly concurrency?: string;
};

/** What holds where the command line says nothing: `--ci` is done in less than a minute, start and rehearsal included. */
const usual = { precision: '5%', maxTrials: '30', maxSeconds: '60' } as const;
const forCi = { precision: '10%', maxTrials: '12', maxSeconds: '45' } as const;

const numberIn = (text: string, option: string, least: number, most: number): number => {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UserError(`${option} ${text}: give a number from ${least} to ${most}`);
};

const wholeIn = (text: string, option: string, least: number, most: number): number => {
  const value = numberIn(text, option, least, most);
  if (Number.isInteger(value)) return value;
  throw new UserError(`${option} ${text}: give a whole number from ${least} to ${most}`);
};

const secondsPer: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
]);

const idleOf = (text: string): number => {
  const [, number = '', unit = ''] = text.trim().match(/^(\d+(?:\.\d+)?)(ms|s|m)$/) ?? [];
  const seconds = Number(number) * (secondsPer.get(unit) ?? 0);
  if (seconds > 0 && seconds <= 3600) return seconds;
  throw new UserError(`--idle ${text}: give times of up to an hour, as in --idle 5s,60s`);
};

const precisionOf = (text: string): number => {
  const percent = text.match(/^(\d+(?:\.\d+)?)\s*%$/)?.[1];
  if (percent === undefined) throw new UserError(`--precision ${text}: give a share of the median, as in --precision 5%`);
  return numberIn(percent, '--precision', 0.1, 100) / 100;
};

/** How many trials to make, and how long. Throws a UserError where a value is none. */
export const reproduceSettings = (
  options: ReproduceSettingOptions,
): TrialBounds & {
  readonly trialTimeoutSeconds: number;
  readonly idleSeconds: readonly number[];
  /** Null where nothing was said. */
  readonly requestsAtOnce: number | null;
} => {
  const given = options.ci === true ? forCi : usual;
  return {
    idleSeconds: (options.idle?.split(',') ?? []).map(idleOf),
    requestsAtOnce: options.concurrency === undefined ? null : wholeIn(options.concurrency, '--concurrency', 1, mostAtOnce),
    precision: precisionOf(options.precision ?? given.precision),
    maxTrials: wholeIn(options.maxTrials ?? given.maxTrials, '--max-trials', 1, 1000),
    maxSeconds: numberIn(options.maxSeconds ?? given.maxSeconds, '--max-seconds', 0.001, 86_400),
    trialTimeoutSeconds: numberIn(options.trialTimeout ?? '60', '--trial-timeout', 0.001, 86_400),
    // Another order each time, unless one is to be repeated.
    seed: options.seed === undefined ? Math.floor(Math.random() * 1e6) : wholeIn(options.seed, '--seed', 0, 2 ** 31 - 1),
  };
};
