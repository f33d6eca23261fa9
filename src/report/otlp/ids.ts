import { createHash } from 'node:crypto';
import type { BootReport } from '../../model/report.js';

/** An id of that many bytes, the same for the same content. */
export const idOf = (content: unknown, bytes: number): string =>
  createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, bytes * 2);

/** The same boot of the same log has the same trace each time it is sent: an id from its name and from what happened when. */
export const traceIdOf = ({ id, replica, startedAt, phases }: BootReport): string =>
  idOf([id, replica, startedAt, phases.map(({ phase, scope, spans }) => [phase, scope, spans.map(({ start, end, process }) => [start, end, process])])], 16);

/** The id of a trace's span, by what it is. */
export const spanIdOf = (traceId: string, ...what: readonly (string | number | null)[]): string => idOf([traceId, ...what], 8);
