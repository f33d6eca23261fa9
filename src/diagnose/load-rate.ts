import type { Boot } from '../model/boot.js';

/**
 * Rates of reading weights, in bytes a second, and what they point to (never more than that): DESIGN.md, Time. One PCIe 4 NVMe disk reads up to
 * about 7 GB/s, a cloud's network disk 0.1 to 1.2 GB/s, page faults over NFS some 0.05 GB/s.
 */
const cachedRate = 4e9;
const diskRate = 0.7e9;
const faultRate = 0.1e9;

/** How fast the weights were read, where the log gives bytes and seconds of the load; null where it does not. */
export function loadRate(boot: Boot): number | null {
  let bytes = 0;
  let seconds = 0;
  for (const { phase, scope, spans } of boot.phases) {
    if (phase !== 'weights-load' || scope !== 'startup') continue;
    // Ranks load their own parts side by side: the slowest tells the medium, and one figure is not to be multiplied.
    for (const span of spans) {
      if (typeof span.facts.bytes !== 'number' || span.facts.bytes < 1e8 || span.seconds <= seconds) continue;
      [bytes, seconds] = [span.facts.bytes, span.seconds];
    }
  }
  return seconds > 0 ? bytes / seconds : null;
}

/** What a rate points to, in words; null between the marks. */
export function rateReading(rate: number): string | null {
  if (rate >= cachedRate) return 'as from the page cache or a local NVMe array';
  if (rate < faultRate) return 'as page faults over a network file system give';
  return rate <= diskRate ? 'as from a cold or network disk' : null;
}

/** Whether the weights lay in the page cache, as far as the rate tells; null where it does not. */
export function pageCacheOf(boot: Boot): 'warm' | 'cold' | null {
  const rate = loadRate(boot);
  if (rate === null || (rate < cachedRate && rate > diskRate)) return null;
  return rate >= cachedRate ? 'warm' : 'cold';
}
