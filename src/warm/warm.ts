import { concurrencyOf } from './concurrency.js';
import type { Point } from './line.js';
import { whyFull, whyTooLarge } from './memory.js';
import { mixedLoad } from './mixed.js';
import { elements } from './plan/dimensions.js';
import type { Plan } from './plan/plan.js';
import { isFit, type LoadResult, type ShapeResult, type WarmResult } from './result.js';
import { microseconds, notRun, type Ran, runShape, whyAborted } from './run-shape.js';
import type { WarmSettings } from './settings.js';

export type { WarmSettings };

/**
 * Loads the target where that is to be done, runs the shapes of a plan until each is steady, then several passes at once, then all in turn.
 * Waits for a target that does not listen yet; a shape that fails, or would not fit into memory, leaves the others their turn; a target that
 * dies ends it. Never rejects because of the target.
 */
export const warmUp = async (plan: Plan, settings: WarmSettings): Promise<WarmResult> => {
  const { clock, tell, concurrency } = settings;
  const begin = clock();
  const loaded = await loadedBy(settings);
  const ran = await runShapes(plan, settings, loaded.why);
  const checked = await checkedAtOnce(ran, settings);
  const results = await checkedMixed(plan, checked, settings);
  const isChecked = concurrency < 2 || results.every(({ concurrency: own }) => own !== null);
  const isLoadChecked = settings.hasLoad !== true || results.every(({ mixed }) => mixed !== undefined);
  const verdict = settings.isInterrupted() ? 'interrupted' : isChecked && isLoadChecked && results.every(isFit) ? 'warm' : 'cold';
  tell({ kind: 'ended', verdict });
  return { verdict, seconds: microseconds(clock() - begin), ...(loaded.load === null ? {} : { load: loaded.load }), shapes: results };
};

const loadedBy = async ({ target, signal, tell }: WarmSettings): Promise<{ readonly load: LoadResult | null; readonly why: string | null }> => {
  const loaded = await target.load?.(signal);
  if (loaded === undefined) return { load: null, why: null };
  if (loaded.kind !== 'loaded') return { load: null, why: loaded.why };
  tell({ kind: 'loaded', load: loaded.load });
  return { load: loaded.load, why: null };
};

const runShapes = async (plan: Plan, settings: WarmSettings, notLoaded: string | null): Promise<ShapeResult[]> => {
  const { tell, signal, readMemory } = settings;
  const { headroom } = plan.memory;
  const results: ShapeResult[] = [];
  const points: Point[] = [];
  let hasAnswered = false;
  let wasFull = false;
  let over: string | null = notLoaded;
  let largest = 0;
  const before = await readMemory();
  if (before !== null) points.push({ x: 0, y: before.usedBytes });
  for (const [index, { shape }] of plan.shapes.entries()) {
    if (signal.aborted) over ??= whyAborted(signal);
    const memory = elements(shape) > largest && (hasAnswered || wasFull) ? await readMemory() : null;
    const why = over ?? whyFull(memory, headroom) ?? (memory === null ? null : whyTooLarge(points, elements(shape), memory.limitBytes, headroom));
    if (why === null) tell({ kind: 'begun', index });
    const ran: Ran =
      why === null
        ? await runShape(shape, index, plan, settings, hasAnswered, settings.earlier?.(shape) ?? null)
        : { result: notRun(shape, why), hasAnswered, isOver: false, isOverMemory: false };
    const { peakBytes, runs } = ran.result;
    if (runs > 0 && !ran.isOverMemory) largest = Math.max(largest, elements(shape));
    if (peakBytes !== undefined) points.push({ x: elements(shape), y: peakBytes });
    hasAnswered = ran.hasAnswered;
    wasFull ||= ran.isOverMemory;
    if (ran.isOver) over ??= ran.result.why;
    results.push(ran.result);
    tell({ kind: 'shape', index, result: ran.result });
  }
  return results;
};

const checkedAtOnce = async (results: readonly ShapeResult[], { concurrency, target, signal, tell }: WarmSettings): Promise<ShapeResult[]> => {
  const all: ShapeResult[] = [];
  for (const [index, result] of results.entries()) {
    const isLeft = concurrency < 2 || result.state !== 'warm' || signal.aborted;
    const checked: ShapeResult = isLeft ? result : { ...result, concurrency: await concurrencyOf(result.shape, target, concurrency, signal) };
    if (!isLeft) tell({ kind: 'shape', index, result: checked });
    all.push(checked);
  }
  return all;
};

const checkedMixed = async (plan: Plan, results: readonly ShapeResult[], { hasLoad, target, signal, tell }: WarmSettings): Promise<readonly ShapeResult[]> => {
  if (hasLoad !== true || signal.aborted) return results;
  const found = await mixedLoad(plan, results, target, signal);
  return results.map((result, index) => {
    const mixed = found[index];
    if (mixed === undefined) return result;
    const checked: ShapeResult = { ...result, mixed };
    tell({ kind: 'shape', index, result: checked });
    return checked;
  });
};
