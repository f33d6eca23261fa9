import { markdownTable } from './markdown-table.js';

/** What was measured. */
export type Measured = {
  /** Processor time of one core for a byte of long log files, and for a byte of lines in a table that is read by push-down, in seconds. */
  readonly fileSecondsPerByte: number;
  readonly tableSecondsPerByte: number;
  /** How many times as long as on one server a table takes that lies on several which share its cores. */
  readonly shardedTimes: number;
  /** Bytes that travel for a start, and the processor time that its diagnosis takes, in seconds. */
  readonly movedBytesPerBoot: number;
  readonly secondsPerBoot: number;
  /** What it takes to sum up one boot, in seconds. */
  readonly sumSecondsPerBoot: number;
};

/** What is kept of a boot. */
const keptBytes = 1000;

const nodes = [1, 100, 10_000];
/** Of each node, in a month. */
const node = { gigabytes: 10, boots: 100, cores: 4 } as const;

const duration = (seconds: number): string => {
  if (seconds < 120) return `${seconds.toPrecision(2)} s`;
  return seconds < 7200 ? `${(seconds / 60).toPrecision(2)} min` : `${(seconds / 3600).toPrecision(2)} h`;
};

const size = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${units[step]}`;
};

/** What a month of so many nodes costs each part, by arithmetic alone. */
export const onPaper = (measured: Measured): string => {
  const { fileSecondsPerByte, tableSecondsPerByte, shardedTimes, movedBytesPerBoot, secondsPerBoot, sumSecondsPerBoot } = measured;
  const bytes = node.gigabytes * 1e9;
  const rows = nodes.map((count) => {
    const boots = count * node.boots;
    return [
      count.toLocaleString('en'),
      size(count * bytes),
      boots.toLocaleString('en'),
      duration((count * bytes * fileSecondsPerByte + boots * secondsPerBoot) / node.cores),
      duration((bytes * tableSecondsPerByte * (count > 1 ? shardedTimes : 1)) / node.cores),
      size(boots * movedBytesPerBoot),
      duration(boots * secondsPerBoot),
      size(boots * keptBytes),
      duration(boots * sumSecondsPerBoot),
    ];
  });
  const head = [
    'nodes',
    'logs',
    'boots',
    `as files, one machine of ${node.cores} cores`,
    `as a table, each node a shard of ${node.cores} cores`,
    'travels to coldcase',
    'diagnosed there by one thread',
    'memory for boots',
    'summing up',
  ];
  return `A month of ${node.gigabytes} GB of logs and ${node.boots} starts a node, cores as fast as the one measured, no waiting for disks or the network; a table on several shards takes ${shardedTimes.toFixed(2)} times what it takes on one, as measured above:\n\n${markdownTable(head, rows)}\n\nFor a byte of log ${((node.boots * movedBytesPerBoot) / bytes).toPrecision(2)} bytes travel from a table, and ${((node.boots * keptBytes) / bytes).toPrecision(2)} from a worker that reads files.`;
};
