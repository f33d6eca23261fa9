import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { hasServer } from '../../fleet/table/shard.js';
import { benchFiles } from './files.js';
import { type LogFolder, logFolder } from './logs.js';
import { benchMerge } from './merge.js';
import { onPaper } from './paper.js';
import { benchPushDown, chdbHome } from './push-down.js';
import { benchShards } from './shards.js';

/**
 * `npm run bench fleet -- [--rounds 6] [--page docs/scale.md]`: logs of a fleet as files and in tables, beside peers in the same run; nothing is asserted.
 * `--page` writes the tables down.
 */

const { values } = parseArgs({ args: process.argv.slice(3), options: { rounds: { type: 'string', default: '6' }, page: { type: 'string' } } });
const rounds = Number(values.rounds);
const begin = '<!-- written by npm run bench fleet -->';
const end = '<!-- end -->';

/** Where chdb is; a page without its table would not be whole. */
const home = chdbHome();
if (home === null && values.page !== undefined)
  throw new Error('--page needs chdb: npm install --no-save chdb@3.4.0 here, or in another folder that COLDCASE_CHDB then names');

const lines: string[] = [];
const tell = (...texts: readonly string[]): void => {
  lines.push(...texts.flatMap((text) => [text, '']));
  console.log(`${texts.join('\n\n')}\n`);
};

const loadWords = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)}`;

const tellFiles = (title: string, folder: LogFolder) => {
  const before = loadWords();
  const figures = benchFiles(folder, rounds);
  tell(
    `### ${title}`,
    `${folder.files} files, ${(folder.bytes / 1e6).toFixed(0)} MB; ${before} before, ${loadWords()} after.`,
    figures.table,
    `${figures.scaling} Peak memory with two workers: ${figures.peakMegabytes.toFixed(0)} MB.`,
  );
  return figures;
};

tell(
  `Node ${process.versions.node}, ${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'}; medians of ${rounds} rounds, in which all of a table run in turn. By the clock is what a person waits; it hangs on what else the machine does, processor time hardly.`,
);
const shortFolder = logFolder(1800, 300);
const shortFigures = tellFiles('Short logs', shortFolder);
const longFolder = logFolder(8, 2_400_000);
const longFigures = tellFiles('Long logs', longFolder);

const merge = benchMerge(Math.min(rounds, 5));
tell('### Summing up', merge.words);

const pushDown = home === null ? null : benchPushDown(home, { pods: 4, lines: 1_000_000, rounds: Math.min(rounds, 3) });
if (pushDown === null) console.error('tables are skipped: chdb is not installed (npm install --no-save chdb@3.4.0, or COLDCASE_CHDB=FOLDER that has it)');
else tell('### A table of OpenTelemetry, in a folder of chdb', pushDown.words, pushDown.table);

/** How many times as long the same lines take on two shards as on one. */
let onTwoShards = 1;
if (hasServer) {
  const { table, oneSeconds, twoSeconds } = await benchShards({ pods: 16, lines: 50_000, rounds });
  tell(
    '### One shard and two',
    `Servers of ClickHouse 18.16, which search by \`match\` alone, as plain processes of this machine: two shards share its cores with one.`,
    table,
    `The same lines on two shards take ${(twoSeconds / oneSeconds).toFixed(2)} times as long as on one.`,
  );
  onTwoShards = twoSeconds / oneSeconds;
} else console.error('shards are skipped: there is no clickhouse-server');

if (pushDown !== null) {
  const measured = {
    fileSecondsPerByte: longFigures.processorSeconds / longFolder.bytes,
    tableSecondsPerByte: pushDown.processorSecondsPerByte,
    shardedTimes: Math.max(1, onTwoShards),
    movedBytesPerBoot: pushDown.movedBytesPerBoot,
    secondsPerBoot: shortFigures.processorSeconds / shortFolder.files,
    sumSecondsPerBoot: merge.processorSecondsPerBoot,
  };
  tell('### On paper', onPaper(measured));
}

if (values.page !== undefined) {
  const [before, rest] = readFileSync(values.page, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${values.page} has no place for the tables: ${begin} … ${end}`);
  writeFileSync(values.page, `${before}${begin}\n\n${lines.join('\n')}${end}${after}`);
}
