import type { Level } from '../../../src/model/record.js';
import { isoOf, recordOf } from '../records.js';

/** What is read of a line: level, process, text. */
export type Seen = readonly [level: Level | null, process: string | null, text: string];

export const seenOf = (line: string): Seen => {
  const { level, stream, text } = recordOf(line);
  return [level, stream.process, text];
};

/** The same, and the time. */
export const dated = (line: string): readonly [...Seen, string] => [...seenOf(line), isoOf(recordOf(line))];
