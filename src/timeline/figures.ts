import type { Evidence, MemoryFacts, Metric } from '../model/boot.js';
import { type Entry, evidenceOf } from './entry.js';
import { numberFact } from './number-fact.js';

/** Latency figures that the service printed, in order. */
export function metricsOf(entries: readonly Entry[]): Metric[] {
  const metrics: Metric[] = [];
  for (const { signal, tick } of entries) {
    if (!signal.isMetric || metrics.length >= 1_000) continue;
    const quantile = numberFact(signal.facts, 'quantile');
    const windowSeconds = numberFact(signal.facts, 'windowSeconds');
    const early = numberFact(signal.facts, 'earlySeconds');
    const steady = numberFact(signal.facts, 'steadySeconds');
    if (early !== null) metrics.push({ quantile, seconds: early, windowSeconds, period: 'early', evidence: evidenceOf(tick) });
    if (steady !== null) metrics.push({ quantile, seconds: steady, windowSeconds: null, period: 'steady', evidence: evidenceOf(tick) });
  }
  return metrics;
}

type Figure = { readonly bytes: number; readonly evidence: Evidence };

/**
 * The highest peak and the limit that was last told before it, else the first one after it. A line that gives both is a pair of its own: the
 * fullest pair counts. A peak above its limit is of something else.
 */
export function memoryOf(entries: readonly Entry[]): MemoryFacts {
  let peak: Figure | null = null;
  let beside: Figure | null = null;
  let limit: Figure | null = null;
  let pair: { peakBytes: number; limitBytes: number; evidence: Evidence } | null = null;
  for (const { signal, tick } of entries) {
    const peakBytes = numberFact(signal.facts, 'peakBytes');
    const limitBytes = numberFact(signal.facts, 'limitBytes');
    if (peakBytes !== null && limitBytes !== null && limitBytes > 0) {
      if (pair === null || peakBytes / limitBytes > pair.peakBytes / pair.limitBytes) pair = { peakBytes, limitBytes, evidence: evidenceOf(tick) };
    } else if (peakBytes !== null && (peak === null || peakBytes > peak.bytes)) {
      peak = { bytes: peakBytes, evidence: evidenceOf(tick) };
      beside = limit;
    } else if (limitBytes !== null && limitBytes > 0) {
      limit = { bytes: limitBytes, evidence: evidenceOf(tick) };
      beside ??= limit;
    }
  }
  if (pair !== null) return { peakBytes: pair.peakBytes, limitBytes: pair.limitBytes, evidence: [pair.evidence] };
  const pool = peak === null ? fullestPool(entries) : null;
  if (pool !== null) return pool;
  if (peak !== null && beside !== null && peak.bytes > beside.bytes) return { peakBytes: null, limitBytes: null, evidence: [] };
  return {
    peakBytes: peak?.bytes ?? null,
    limitBytes: beside?.bytes ?? null,
    evidence: [peak?.evidence, beside?.evidence].filter((one): one is Evidence => one !== undefined),
  };
}

type Pool = { used: number; free: number; parts: Evidence[]; told: Evidence };

/** A load names a few parts of each device; a log of endless loads must not gather them all. */
const mostParts = 10;

/**
 * Of the devices whose free memory was told when loading began, the one that the parts told since then fill most: their sum against what was
 * free. What is told anew begins anew. Parts that do not fit are of something else.
 */
function fullestPool(entries: readonly Entry[]): MemoryFacts | null {
  const pools = new Map<string, Pool>();
  let fullest: Pool | null = null;
  for (const { signal, tick } of entries) {
    const name = signal.facts.pool;
    if (typeof name !== 'string') continue;
    const free = numberFact(signal.facts, 'freeBytes');
    const part = numberFact(signal.facts, 'partBytes');
    if (free !== null && free > 0) pools.set(name, { used: 0, free, parts: [], told: evidenceOf(tick) });
    const pool = pools.get(name);
    if (part === null || pool === undefined) continue;
    pool.used += part;
    if (pool.parts.length < mostParts) pool.parts.push(evidenceOf(tick));
    if (pool.used <= pool.free && (fullest === null || pool.used / pool.free >= fullest.used / fullest.free)) fullest = { ...pool };
  }
  if (fullest === null) return null;
  return { peakBytes: fullest.used, limitBytes: fullest.free, evidence: [...fullest.parts, fullest.told] };
}

const fingerprintFacts = ['model', 'gpu', 'parallelism', 'dtype', 'quantization', 'image'] as const;

/** What the log says of the boot itself: what makes two boots comparable. The serving runtime's words come first. */
export function fingerprintOf(entries: readonly Entry[], ranking: readonly string[]): { [name: string]: string } {
  const found = new Map<string, { value: string; rank: number }>();
  for (const { signal } of entries) {
    const index = ranking.indexOf(signal.runtime);
    const rank = index < 0 ? ranking.length : index;
    for (const name of fingerprintFacts) {
      const value = signal.facts[name];
      if (value === undefined) continue;
      const known = found.get(name);
      if (known === undefined || rank < known.rank) found.set(name, { value: String(value), rank });
    }
    if (signal.events.includes('compile-cache-hit') && !found.has('cache')) found.set('cache', { value: 'compile cache hit', rank: 0 });
    if (signal.events.includes('compile-cache-cold')) found.set('cache', { value: 'compile cache cold', rank: 0 });
  }
  return Object.fromEntries([...found].map(([name, { value }]) => [name, value]));
}

/** The version that the serving runtime states; null where it states none. */
export function versionOf(entries: readonly Entry[], runtime: string): string | null {
  for (const { signal } of entries) if (signal.runtime === runtime && signal.facts.version !== undefined) return String(signal.facts.version);
  return null;
}
