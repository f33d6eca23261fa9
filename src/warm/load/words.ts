import { counted, durationWords } from '../../diagnose/words.js';
import type { LoadBounds, LoadVerdict } from './bounds.js';
import type { LoadFigures } from './figures.js';

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** What a load came to, in one clause with its figures and limits. */
export const loadWords = (figures: LoadFigures, bounds: LoadBounds, verdict: LoadVerdict): string => {
  const { requests, failed, p95Seconds, why } = figures;
  const p95 = p95Seconds === null ? 'no p95' : `a p95 of ${durationWords(p95Seconds)}`;
  const told = `${counted(requests, 'request')} with ${p95} (limit ${durationWords(bounds.p95Seconds)}) and ${counted(failed, 'failure')} (limit ${percent(bounds.errorShare)})`;
  const first = why === null ? '' : `; the first: ${why}`;
  if (verdict === 'undecided') return `${told} do not show with ${percent(bounds.confidence)} confidence that the limits are kept${first}`;
  return `${told}${first}`;
};
