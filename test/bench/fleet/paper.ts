import { markdownTable } from './markdown-table.js';

/** What was measured, and what a node is taken to hold. */
export type Measured = {
  /** Processor time of one core for a byte of a log file, and for a byte of lines in a table that is read by push-down, in seconds. */
  readonly fileSecondsPerByte: number;
  readonly tableSecondsPerByte: number;
  /** Bytes that travel for a byte of lines. */
  readonly movedShare: number;
  /** What is kept of a boot, in bytes, and what it takes to sum it up, in seconds. */
  readonly bootBytes: number;
  readonly bootSeconds: number;
};

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
export const onPaper = ({ fileSecondsPerByte, tableSecondsPerByte, movedShare, bootBytes, bootSeconds }: Measured): string => {
  const bytes = node.gigabytes * 1e9;
  const rows = nodes.map((count) => [
    count.toLocaleString('en'),
    size(count * bytes),
    (count * node.boots).toLocaleString('en'),
    duration((count * bytes * fileSecondsPerByte) / node.cores),
    duration((bytes * tableSecondsPerByte) / node.cores),
    size(count * bytes * movedShare),
    size(count * node.boots * bootBytes),
    duration(count * node.boots * bootSeconds),
  ]);
  const head = [
    'nodes',
    'logs',
    'boots',
    `all files on one machine of ${node.cores} cores`,
    `each node its own shard, ${node.cores} cores each`,
    'travels to coldcase',
    'memory for boots',
    'summing up',
  ];
  return `Taken: ${node.gigabytes} GB of logs and ${node.boots} boots a node, cores as fast as the one measured.\n\n${markdownTable(head, rows)}`;
};
