import type { Io } from './io.js';
import { createWaitingLine } from './waiting-line.js';

const megabyte = 1e6;

export type ReadingLine = { readonly update: (bytesRead: number) => void; readonly stop: () => void };

/** A waiting line that tells how much has been read. */
export const createReadingLine = (io: Io, isWanted: boolean): ReadingLine => {
  const line = createWaitingLine(io, isWanted, 'reading {megabytes} MB');
  return { update: (bytesRead) => line.update({ megabytes: Math.round(bytesRead / megabyte) }), stop: line.stop };
};
