import type { BootReport } from '../model/report.js';
import type { Seconds } from '../model/units.js';
import type { Block } from '../read/block.js';
import { createRecordParser } from '../read/parser.js';
import type { Steady } from '../read/source.js';
import { createMatcher } from '../rules/match/matcher.js';
import type { RuleSet } from '../rules/set.js';
import { createTimeline } from '../timeline/timeline.js';
import { bootReports, readBlock, take } from './read-block.js';
import type { Thresholds } from './thresholds.js';

/** A log that is read bit by bit, and told of at any time. */
export type GrowingLog = {
  /** Takes in further lines; gives whether they may change what is told. */
  readonly push: (block: Block) => boolean;
  /** Takes in what was held back: nothing more is to come for now. */
  readonly settle: () => void;
  /** Its boots by now. Costs an assembly of each. */
  readonly boots: () => BootReport[];
  /** For a source that can leave lines out. */
  readonly steady: Steady;
};

export type GrowingLogSettings = {
  readonly path: string;
  /** When it was written last, in seconds since the epoch: tells the year that a log leaves out. */
  readonly modified: Seconds;
  readonly rules: RuleSet;
  readonly thresholds: Thresholds;
};

/** A log of which nothing was read yet. */
export const createGrowingLog = ({ path, modified, rules, thresholds }: GrowingLogSettings): GrowingLog => {
  const parser = createRecordParser(path, { now: modified });
  const matcher = createMatcher(rules);
  const timeline = createTimeline(rules.runtimes);
  return {
    push: (block) => readBlock(block, parser, matcher, timeline) > 0,
    settle: () => {
      for (const record of parser.end()) take(record, matcher, timeline);
      timeline.end();
    },
    boots: () => bootReports(timeline.boots(), rules, thresholds),
    steady: { isSteady: timeline.isSteady, literals: matcher.literals },
  };
};
