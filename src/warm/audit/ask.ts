import type { Shape } from '../../model/boot.js';
import type { Seconds } from '../../model/units.js';
import { median } from '../../statistics/quantile.js';
import { concurrencyOf } from '../concurrency.js';
import { shapeWords } from '../plan/dimensions.js';
import type { Concurrency } from '../result.js';
import type { Target } from '../target/target.js';
import type { FirstAndLater } from './audit.js';

/** What an audit asks of a target; a text that says why where it was not answered. */
type Asked<T> = { readonly found: T; readonly why: string | null };

/** A median of five bears two outliers. */
const laterPasses = 5;

/** One pass, then five more of the same shape, each of other content so that no cache answers. */
const firstAndLater = async (shape: Shape, when: string, target: Target, fromVariant: number, signal: AbortSignal): Promise<Asked<FirstAndLater | null>> => {
  const passes: Seconds[] = [];
  for (let at = 0; at <= laterPasses; at++) {
    const outcome = await target.run(shape, fromVariant + at, signal);
    if (outcome.kind !== 'answered') return { found: null, why: outcome.why };
    passes.push(outcome.seconds);
  }
  const [first = Number.NaN, ...later] = passes;
  return { found: { when, firstSeconds: first, laterSeconds: median(later) }, why: null };
};

type Idle = { readonly seconds: Seconds; readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void> };

/** First requests of each shape, at once and after the service was left alone. `isNew`: it has just come up, so that the first ones are its very first. */
export const askFirst = async (
  shapes: readonly Shape[],
  target: Target,
  isNew: boolean,
  idle: Idle,
  signal: AbortSignal,
): Promise<Asked<readonly FirstAndLater[]>> => {
  const found: FirstAndLater[] = [];
  let why: string | null = null;
  const add = async (shape: Shape, when: string, from: number): Promise<void> => {
    const asked = await firstAndLater(shape, `${shapeWords(shape)}, ${when}:`, target, from, signal);
    if (asked.found !== null) found.push(asked.found);
    why ??= asked.why;
  };
  for (const shape of shapes) await add(shape, isNew ? 'the first of all' : 'the first', 0);
  if (why === null && idle.seconds > 0) {
    await idle.sleep(idle.seconds, signal);
    for (const shape of shapes) await add(shape, `after ${idle.seconds} s idle`, laterPasses + 1);
  }
  return { found, why };
};

/** The answers of each shape one by one and at once. */
export const askAtOnce = async (shapes: readonly Shape[], target: Target, atOnce: number, signal: AbortSignal): Promise<Concurrency[]> => {
  const checked: Concurrency[] = [];
  for (const shape of shapes) checked.push(await concurrencyOf(shape, target, atOnce, signal));
  return checked;
};

/** Words enough for several scripts in one text. */
const words = 12;

/** Text in other scripts: the first time, the second, and at once. */
export const askText = async (
  target: Target,
  atOnce: number,
  signal: AbortSignal,
): Promise<{ readonly pair: FirstAndLater; readonly concurrency: Concurrency } | { readonly problem: string }> => {
  const shape = { sequence: words };
  const other: Target = { ...target, run: (asked, variant, own) => target.run(asked, -1 - variant, own) };
  // A length of its own must not be mistaken for a tokenizer that is slow the first time.
  const plain = await firstAndLater(shape, '', target, 0, signal);
  if (plain.found === null) return { problem: `text was not answered: ${plain.why}` };
  const { found, why } = await firstAndLater(shape, 'text in other scripts:', other, 0, signal);
  if (found === null) return { problem: `text in other scripts was not answered: ${why}` };
  return { pair: found, concurrency: await concurrencyOf(shape, other, atOnce, signal) };
};
