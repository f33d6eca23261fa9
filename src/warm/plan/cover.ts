import type { Shape } from '../../model/boot.js';
import type { Bytes, Seconds } from '../../model/units.js';
import { median } from '../../statistics/quantile.js';
import { onLine, type Point } from '../line.js';
import { type Buckets, padded, powersOfTwo } from './buckets.js';
import { bySize, type Dimension, dimensions, elements, shapeWords } from './dimensions.js';
import type { Observed } from './observed.js';
import type { PlannedShape } from './plan.js';

/** Why a shape stays cold: too rare for the share that was asked for, above the largest bucket, over the bound of memory, or nothing the model takes. */
export const lazyReasons = ['rare', 'over-buckets', 'over-memory', 'not-taken'] as const;

export type LeftLazy = { readonly shape: Shape; readonly share: number; readonly reason: (typeof lazyReasons)[number] };

export type Covered = {
  /** Smallest first. */
  readonly shapes: readonly PlannedShape[];
  readonly lazy: readonly LeftLazy[];
  readonly buckets: Buckets;
  /** Dimensions for which nobody named buckets and traffic has too many sizes to warm each. */
  readonly bucketedByUs: readonly Dimension[];
  /** Share of the requests that the shapes cover; null where none was counted. */
  readonly share: number | null;
};

export type CoverOptions = {
  readonly share: number;
  readonly buckets: Buckets;
  readonly boundBytes: Bytes | null;
  /** Shapes that were measured, whether traffic has them or not: they are no traffic. */
  readonly measured?: readonly Observed[];
  /** Whether the model takes a shape; absent: nobody knows. */
  readonly isTaken?: (shape: Shape) => boolean;
};

/** More shapes than this are no list to warm: they are padded to powers of two. */
const mostShapes = 32;

type Group = { readonly shape: Shape; count: number; readonly all: Observed[] };

/**
 * The fewest shapes that cover a share of the requests: the most frequent first, after padding. Sizes come from the requests or the buckets
 * alone, so no batch is planned that traffic never has.
 */
export const cover = (observed: readonly Observed[], options: CoverOptions): Covered => {
  const { buckets, added } = withOwnBuckets(observed, options.buckets);
  const total = observed.reduce((sum, { count }) => sum + count, 0);
  const { groups, outside } = grouped(observed, buckets);
  const { measured = [], isTaken = () => true } = options;
  for (const one of measured) groups.find(({ shape }) => shapeWords(shape) === shapeWords(one.shape))?.all.push(one);
  const lines = linesThrough([...observed, ...measured]);
  const fits = ({ all, shape }: Group): boolean =>
    options.boundBytes === null || (peakOf(all) ?? onLine(lines.bytes, elements(shape)) ?? 0) <= options.boundBytes;
  const taken: Group[] = [];
  const lazy: LeftLazy[] = outside.map(({ shape, count }) => ({ shape, share: count / total, reason: 'over-buckets' }));
  let counted = 0;
  // Shares are sums of divisions: 99 of 100 must count as 99 %.
  const wanted = options.share * total * (1 - 1e-12);
  for (const group of groups) {
    const isEnough = counted >= wanted && !group.all.some(({ isAsked }) => isAsked === true);
    const reason = isEnough ? 'rare' : !isTaken(group.shape) ? 'not-taken' : !fits(group) ? 'over-memory' : null;
    if (reason !== null) {
      lazy.push({ shape: group.shape, share: group.count / total, reason });
      continue;
    }
    taken.push(group);
    counted += group.count;
  }
  return {
    shapes: taken.map((group) => plannedShape(group, total, lines)).sort((left, right) => bySize(left.shape, right.shape)),
    lazy,
    buckets,
    bucketedByUs: added,
    share: total === 0 ? null : counted / total,
  };
};

const grouped = (observed: readonly Observed[], buckets: Buckets): { readonly groups: readonly Group[]; readonly outside: readonly Group[] } => {
  const inside = new Map<string, Group>();
  const outside = new Map<string, Group>();
  for (const one of observed) {
    const shape = padded(one.shape, buckets);
    const into = shape === null ? outside : inside;
    const key = shapeWords(shape ?? one.shape);
    const group = into.get(key) ?? { shape: shape ?? one.shape, count: 0, all: [] };
    group.count += one.count;
    group.all.push(one);
    into.set(key, group);
  }
  const order = (left: Group, right: Group): number => right.count - left.count || bySize(left.shape, right.shape);
  return { groups: [...inside.values()].sort(order), outside: [...outside.values()].sort(order) };
};

/** Buckets where there are too many shapes without: for the dimensions that vary and have none, most varied first, until the list is short. */
const withOwnBuckets = (observed: readonly Observed[], given: Buckets): { readonly buckets: Buckets; readonly added: Dimension[] } => {
  const sizesIn = (dimension: Dimension): number[] => [...new Set(observed.flatMap(({ shape }) => shape[dimension] ?? []))];
  const varied = (['sequence', 'batch'] as const).filter((dimension) => given[dimension] === undefined && sizesIn(dimension).length > 1);
  const added: Dimension[] = [];
  let buckets = given;
  for (const dimension of [...varied].sort((left, right) => sizesIn(right).length - sizesIn(left).length)) {
    if (grouped(observed, buckets).groups.length <= mostShapes) break;
    buckets = { ...buckets, [dimension]: powersOfTwo(sizesIn(dimension)) };
    added.push(dimension);
  }
  return { buckets, added: dimensions.filter((dimension) => added.includes(dimension)) };
};

/** By a loop, since a trace may have more requests than a call may have arguments. */
const peakOf = (all: readonly Observed[]): Bytes | null =>
  all.reduce<Bytes | null>((peak, { peakBytes }) => (peakBytes === null || (peak !== null && peak >= peakBytes) ? peak : peakBytes), null);

type Lines = { readonly seconds: readonly Point[]; readonly bytes: readonly Point[] };

/** What was measured of each shape, as points: the median time of later requests, and the peak of memory. */
const linesThrough = (all: readonly Observed[]): Lines => {
  const shapes = new Map<string, Observed[]>();
  for (const one of all) {
    const own = shapes.get(shapeWords(one.shape));
    if (own === undefined) shapes.set(shapeWords(one.shape), [one]);
    else own.push(one);
  }
  const points = (figure: (own: readonly Observed[]) => number | null): Point[] =>
    [...shapes.values()].flatMap((own) => {
      const [{ shape } = { shape: {} }] = own;
      const y = figure(own);
      return y === null ? [] : [{ x: elements(shape), y }];
    });
  return { seconds: points(steadyOf), bytes: points(peakOf) };
};

const steadyOf = (all: readonly Observed[]): Seconds | null => {
  const later = all.flatMap(({ seconds, isFirst }) => (isFirst || seconds === null ? [] : [seconds]));
  return later.length === 0 ? null : median(later);
};

const plannedShape = ({ shape, count, all }: Group, total: number, lines: Lines): PlannedShape => {
  const first = all.flatMap(({ seconds, isFirst }) => (isFirst && seconds !== null ? [seconds] : []));
  const [steadySeconds, peakBytes] = [steadyOf(all), peakOf(all)];
  const predicted = {
    steadySeconds: steadySeconds === null ? onLine(lines.seconds, elements(shape)) : null,
    peakBytes: peakBytes === null ? onLine(lines.bytes, elements(shape)) : null,
  };
  return {
    shape,
    share: count / total,
    firstSeconds: first.length === 0 ? null : Math.max(...first),
    steadySeconds,
    peakBytes,
    ...(predicted.steadySeconds === null && predicted.peakBytes === null ? {} : { predicted }),
  };
};
