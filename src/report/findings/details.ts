import type { Evidence } from '../../model/boot.js';
import type { Fix } from '../../model/report.js';
import { placeOf } from '../text/evidence.js';

const shownEvidence = 10;

/** Lines of the log as `file:line: text`, for platforms that take plain text; `left` more are not at hand. */
export const evidenceDetails = (evidence: readonly Evidence[], left = 0): string[] => {
  const more = Math.max(0, evidence.length - shownEvidence) + left;
  return [...evidence.slice(0, shownEvidence).map((one) => `${placeOf(one)}: ${one.text}`), ...(more > 0 ? [`and ${more} more`] : [])];
};

/** A fix, how it is done, and what it costs, for platforms that take plain text. */
export const fixDetails = (fix: Fix): string[] => [
  `→ ${fix.do}`,
  ...(fix.how === null ? [] : [`  ${fix.how.trimEnd()}`]),
  ...(fix.tradeOff === null ? [] : [`  trade-off: ${fix.tradeOff}`]),
];
