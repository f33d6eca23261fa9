import type { Record } from '../../src/model/record.js';
import { createRecordParser } from '../../src/read/parser.js';

/** 31 December 2026, as the time when a log was taken. */
const now = Date.UTC(2026, 11, 31) / 1000;

/** The records of a log given as text or bytes. */
export const recordsOf = (log: string | Buffer, taken: number | null = now): Record[] => {
  const parser = createRecordParser('x.log', { now: taken });
  return [...parser.all({ bytes: Buffer.from(log), firstLine: 1 }), ...parser.end()];
};

/** The record of a log of one line. */
export const recordOf = (line: string, taken: number | null = now): Record => {
  const records = recordsOf(line, taken);
  const first = records[0];
  if (first === undefined || records.length > 1) throw new Error(`${records.length} records of ${JSON.stringify(line)}`);
  return first;
};

/** A record's time as ISO text with milliseconds; `-` without one. */
export const isoOf = (record: Record): string => (record.time === null ? '-' : new Date(Math.round(record.time * 1000)).toISOString());
