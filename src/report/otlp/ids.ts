import { createHash } from 'node:crypto';
import type { BootReport } from '../../model/report.js';

const hex = (content: unknown, bytes: number): string =>
  createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, bytes * 2);

/** The same boot of the same log has the same trace each time it is sent: an id from its name and from what happened when. */
export const traceIdOf = ({ id, replica, startedAt, phases }: BootReport): string =>
  hex([id, replica, startedAt, phases.map(({ phase, scope, spans }) => [phase, scope, spans.map(({ start, end, process }) => [start, end, process])])], 16);

/** The id of a trace's span, by what it is. */
export const spanIdOf = (traceId: string, ...what: readonly (string | number | null)[]): string => hex([traceId, ...what], 8);
