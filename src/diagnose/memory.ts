import type { Boot } from '../model/boot.js';
import type { Range } from '../rules/schema.js';
import { finding, type Judgement, notMatched } from './found.js';
import { isInRange } from './range.js';
import { shareWords, sizeWords } from './words.js';

/** The part of the memory limit that is left at the peak, as a share; null where the log lacks one of the two. */
export function headroomOf(boot: Boot): number | null {
  const { peakBytes, limitBytes } = boot.memory;
  return peakBytes === null || limitBytes === null || limitBytes <= 0 ? null : (limitBytes - peakBytes) / limitBytes;
}

/** Judges the headroom that memory has at its peak. */
export function evaluateMemory(condition: { headroom: Range }, boot: Boot): Judgement {
  const headroom = headroomOf(boot);
  const { peakBytes, limitBytes, evidence } = boot.memory;
  if (headroom === null || peakBytes === null || limitBytes === null) {
    const absent =
      peakBytes === null && limitBytes === null
        ? 'the memory peak or its limit'
        : peakBytes === null
          ? 'how much memory was used at the peak'
          : 'the memory limit';
    return { state: 'unknown', missing: `no line states ${absent}` };
  }
  if (!isInRange(headroom, condition.headroom)) return notMatched;
  const facts = { peak: sizeWords(peakBytes), limit: sizeWords(limitBytes), headroom: shareWords(Math.max(0, headroom)) };
  return { state: 'matched', findings: [finding({ evidence, scope: 'startup', facts })] };
}
