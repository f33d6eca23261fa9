import type { Boot } from '../model/boot.js';
import type { Record } from '../model/record.js';
import type { BootReport } from '../model/report.js';
import type { Block } from '../read/block.js';
import type { RecordParser } from '../read/parser.js';
import { linesAfter, piecesOf } from '../read/pieces.js';
import type { Matcher } from '../rules/match/matcher.js';
import type { RuleSet } from '../rules/set.js';
import type { Timeline } from '../timeline/timeline.js';
import { diagnoseBoot } from './diagnose.js';
import { rounded } from './rounded.js';
import type { Thresholds } from './thresholds.js';

/** Takes the records of a block in; of a replica that is past its start only those that may matter. Gives how many they were. */
export function readBlock(block: Block, parser: RecordParser, matcher: Matcher, timeline: Timeline): number {
  let count = 0;
  // A replica often gets steady within its first block, and from there on most lines need not be read.
  for (const piece of timeline.isSteady() ? [block] : piecesOf(block)) {
    if (timeline.isSteady()) {
      count += readSteady(piece, parser, matcher, timeline);
      continue;
    }
    const records = parser.all(piece);
    for (const record of records) take(record, matcher, timeline);
    count += records.length;
  }
  return count;
}

/** Reads the lines of a steady replica that still count; from one that begins a start on, all of them again. */
function readSteady(block: Block, parser: RecordParser, matcher: Matcher, timeline: Timeline): number {
  let count = 0;
  for (const record of parser.some(block, matcher.candidates(block))) {
    take(record, matcher, timeline);
    count += 1;
    if (timeline.isSteady()) continue;
    const rest = linesAfter(block, record.line);
    return count + (rest === null ? 0 : readBlock(rest, parser, matcher, timeline));
  }
  return count;
}

/** Puts a record on the timeline, with its signals. */
export function take(record: Record, matcher: Matcher, timeline: Timeline): void {
  timeline.push(record, matcher.match(record), matcher.detects(record));
}

/** What is told of each boot. */
export const bootReports = (boots: readonly Boot[], rules: RuleSet, thresholds: Thresholds): BootReport[] =>
  boots.map((boot) => rounded(diagnoseBoot(boot, rules.causes, rules.runtimes, { thresholds })));
