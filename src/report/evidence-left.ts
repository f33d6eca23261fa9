import type { Cause } from '../model/report.js';

/** How many records show a cause beside those that the report holds. */
export const evidenceLeft = ({ evidence, evidenceCount }: Cause): number => Math.max(0, (evidenceCount ?? 0) - evidence.length);
