import { createRecordParser } from '../../read/parser.js';
import type { Source } from '../../read/source.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { maskSecrets } from '../../report/redaction/secrets.js';
import { builtinRules } from '../../rules/builtin.js';
import { createMatcher, type Matcher } from '../../rules/match/matcher.js';
import { type ReadRecord, suggestSignals } from '../../rules/suggest/suggest.js';
import { eachSource } from '../input/each-source.js';
import type { RulesAction } from '../rules.js';

/** A start is rarely longer; what comes after it would only fill the memory. */
const mostRecords = 200_000;
/** Of the line before a silence. */
const shownCharacters = 160;

const readAll = async (source: Source, matcher: Matcher): Promise<ReadRecord[]> => {
  const parser = createRecordParser(source.path, { now: source.modified });
  const read: ReadRecord[] = [];
  for await (const block of source.blocks()) {
    for (const record of parser.all(block)) read.push({ record, signals: matcher.match(record) });
    if (read.length >= mostRecords) return read;
  }
  for (const record of parser.end()) read.push({ record, signals: matcher.match(record) });
  return read;
};

/** Shows the lines of a log that state or take time and that no rule reads, each with a signal to begin a rule with. */
export const suggestFor: RulesAction = async (path, io) => {
  const matcher = createMatcher(builtinRules);
  return eachSource([path ?? '-'], io, async (source) => {
    for (const { seconds, why, record, after, yaml } of suggestSignals(await readAll(source, matcher), 'ours')) {
      const reason = why === 'states' ? `states ${seconds} s` : `comes after ${Number(seconds.toFixed(3))} s of silence`;
      const place = `# ${record.file}:${record.line} ${reason}`.replaceAll('\n', ' ');
      const before = after === null ? '' : `\n#   since line ${after.line}: ${(after.raw.split('\n')[0] ?? '').slice(0, shownCharacters)}`;
      io.stdout.write(`${sanitize(maskSecrets(`${place}${before}\n${yaml}`))}\n`);
    }
  });
};
