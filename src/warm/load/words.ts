import { counted, durationWords } from '../../diagnose/words.js';
import type { LoadBounds } from './bounds.js';
import type { LoadResult } from './run-load.js';

/** A share as `12.5 %`, to three digits. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** What a load came to, in one clause with its figures and limits. */
export const loadWords = ({ verdict, figures, loss }: LoadResult, bounds: LoadBounds): string => {
  const { requests, failed, p95Seconds, why } = figures;
  const first = why === null ? '' : `; the first that failed: ${why}`;
  const limit = durationWords(bounds.p95Seconds);
  if (loss !== null) {
    const slow = `${loss.slow} of ${requests} requests took more than ${limit} or failed, and of ${loss.planned} at most ${Math.max(0, loss.mostSlow)} may`;
    const bad = `${loss.failed} of ${requests} requests failed, and of ${loss.planned} at most ${Math.max(0, loss.mostFailed)} may`;
    return `${loss.slow > loss.mostSlow ? slow : bad}${first}`;
  }
  const p95 = p95Seconds === null ? 'no p95' : `a p95 of ${durationWords(p95Seconds)}`;
  const told = `${counted(requests, 'request')} with ${p95} (limit ${limit}) and ${counted(failed, 'failure')} (limit ${percent(bounds.errorShare)})`;
  if (verdict === 'undecided') return `${told} do not show with ${percent(bounds.confidence)} confidence that the limits are kept${first}`;
  return `${told}${first}`;
};
