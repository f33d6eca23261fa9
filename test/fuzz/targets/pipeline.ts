import { strict as assert } from 'node:assert';
import { diagnoseBoot } from '../../../src/diagnose/diagnose.js';
import { rounded } from '../../../src/diagnose/rounded.js';
import { defaultThresholds } from '../../../src/diagnose/thresholds.js';
import type { Report } from '../../../src/model/report.js';
import { blocksOf } from '../../../src/read/blocks.js';
import { createRecordParser } from '../../../src/read/parser.js';
import { builtinRules } from '../../../src/rules/builtin.js';
import { createMatcher } from '../../../src/rules/match/matcher.js';
import { createTimeline } from '../../../src/timeline/timeline.js';
import { fuzzedLog, pieces } from '../inputs/log.js';
import { checkReport } from '../sound-report.js';
import type { Target } from '../target.js';

const now = Date.UTC(2026, 10, 1) / 1000;

/** Building one takes longer than most logs: all runs share it, each with a file of its own, since it remembers versions by file. */
const matcher = createMatcher(builtinRules);
let files = 0;

async function* given(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

/** What `coldcase` does from bytes to report, but for opening files. */
const reportOf = async (chunks: readonly Buffer[]): Promise<Report> => {
  files += 1;
  const file = `${files}.log`;
  const parser = createRecordParser(file, { now });
  const timeline = createTimeline(builtinRules.runtimes);
  const take = (records: ReturnType<typeof parser.end>): void => {
    for (const record of records) timeline.push(record, matcher.match(record), matcher.detects(record));
  };
  let bytes = 0;
  for await (const block of blocksOf(given(chunks))) {
    take(parser.all(block));
    bytes += block.bytes.length;
  }
  take(parser.end());
  const boots = timeline.end().map((boot) => rounded(diagnoseBoot(boot, builtinRules.causes, builtinRules.runtimes, { thresholds: defaultThresholds })));
  const inputs = [{ path: file, bytes, lines: parser.counts.lines, skipped: parser.counts.skipped }];
  const report: Report = { schemaVersion: 1, tool: { name: 'coldcase', version: '0.0.0' }, inputs, boots };
  return JSON.parse(JSON.stringify(report).replaceAll(`${files}.log`, 'x.log')) as Report;
};

/** Without a digit no clock and no duration is in a log. */
const withoutFigures = (text: string): string => text.replace(/\d/g, 'x');

const checkNothing = (report: Report): void => {
  for (const boot of report.boots) {
    assert.equal(boot.timeToReadySeconds, null, 'no time from nothing');
    assert.equal(boot.firstRequestSeconds, null, 'no time from nothing');
    assert.equal(boot.attributedSeconds.startup + boot.attributedSeconds.firstRequest, 0, 'no time from nothing');
    assert.equal(boot.gapSeconds.startup ?? 0, 0, 'no time from nothing');
  }
};

/** From bytes to report: sound, adding up, the same in chunks of any size, and without figures there is no time. */
export const pipelineTarget: Target = {
  name: 'pipeline',
  holds: 'From bytes to report: JSON by its schema, sums that hold, the same report in chunks of any size, and no time from a log without a digit.',
  share: 12,
  trial: (chance) => {
    const isBare = chance.oneIn(8);
    const text = isBare ? withoutFigures(fuzzedLog(chance)) : fuzzedLog(chance);
    const bytes = Buffer.from(text);
    const chunks = chance.oneIn(3) ? pieces(bytes, chance) : null;
    return {
      input: text,
      check: async () => {
        const report = await reportOf([bytes]);
        checkReport(report);
        if (isBare) checkNothing(report);
        if (chunks !== null) assert.deepEqual(await reportOf(chunks), report);
      },
    };
  },
};
