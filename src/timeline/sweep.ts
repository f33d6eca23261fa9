import type { Instant, Seconds } from '../model/units.js';

/** A stretch on a clock line; `end >= start`. */
export type Interval = { readonly start: Instant; readonly end: Instant };

/** A stretch, and the index of the interval that it was given to; null: nobody's. */
export type Segment = Interval & { readonly owner: number | null };

/**
 * Cuts `window` at every edge and gives each piece to the innermost interval over it, which is the shortest (ties: the one that
 * began last). So nested and parallel time is counted once, and the pieces add up to the window exactly.
 * @returns pieces in order, neighbours of one owner merged. O(n log n), however many lie over one another.
 */
export function sweep(window: Interval, intervals: readonly Interval[]): Segment[] {
  const edges = new Set<Instant>([window.start, window.end]);
  const clipped = intervals.map((one, index) => ({
    start: Math.max(one.start, window.start),
    end: Math.min(one.end, window.end),
    length: one.end - one.start,
    begun: one.start,
    index,
  }));
  const inside = clipped.filter((one) => one.end > one.start).sort((a, b) => a.start - b.start);
  for (const one of inside) edges.add(one.start).add(one.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  const active: Active[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i] as Instant;
    const end = cuts[i + 1] as Instant;
    for (; next < inside.length && (inside[next] as Active).start <= start; next++) pushInnermost(active, inside[next] as Active);
    while (active.length > 0 && (active[0] as Active).end <= start) dropInnermost(active);
    append(segments, { start, end, owner: active[0]?.index ?? null });
  }
  return segments;
}

type Active = Interval & { readonly length: Seconds; readonly begun: Instant; readonly index: number };

const isInner = (a: Active, b: Active): boolean =>
  a.length < b.length || (a.length === b.length && (a.begun > b.begun || (a.begun === b.begun && a.index < b.index)));

/** Adds to a binary heap that has the innermost on top. */
function pushInnermost(heap: Active[], one: Active): void {
  let at = heap.push(one) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isInner(one, heap[parent] as Active)) break;
    heap[at] = heap[parent] as Active;
    at = parent;
  }
  heap[at] = one;
}

/** Takes the innermost off. */
function dropInnermost(heap: Active[]): void {
  const last = heap.pop() as Active;
  if (heap.length === 0) return;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && isInner(heap[child + 1] as Active, heap[child] as Active)) child += 1;
    if (!isInner(heap[child] as Active, last)) break;
    heap[at] = heap[child] as Active;
    at = child;
  }
  heap[at] = last;
}

function append(segments: Segment[], piece: Segment): void {
  const last = segments.at(-1);
  if (last !== undefined && last.owner === piece.owner && last.end === piece.start) segments[segments.length - 1] = { ...last, end: piece.end };
  else segments.push(piece);
}

/** The stretch that two intervals share; null where that is none. */
export function overlapOf(one: Interval, other: Interval): Interval | null {
  const [start, end] = [Math.max(one.start, other.start), Math.min(one.end, other.end)];
  return end > start ? { start, end } : null;
}

/** Length of the union of intervals, in seconds. */
export function unionSeconds(intervals: readonly Interval[]): Seconds {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const one of [...intervals].sort((a, b) => a.start - b.start)) {
    const from = Math.max(one.start, reached);
    if (one.end > from) total += one.end - from;
    reached = Math.max(reached, one.end);
  }
  return total;
}
