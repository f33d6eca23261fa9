import type { BootReport } from '../model/report.js';
import { formatSeconds } from './quantity.js';
import { byCost } from './text/causes.js';
import { bootName } from './text/evidence.js';

/** A boot in one row of a table of many. */
export type BootRow = {
  /** What tells it from the others: its path without the folders that all share, and its replica. */
  readonly name: string;
  readonly ready: string;
  /** With `≥ ` in front where only a lower bound is known. */
  readonly firstRequest: string;
  /** Id of the dearest cause above a note. */
  readonly cause: string;
};

const none = '–';

const figure = (seconds: number | null, prefix = ''): string => (seconds === null ? none : `${prefix}${formatSeconds(seconds)}`);

const firstRequest = (boot: BootReport): string =>
  boot.firstRequestSeconds === null && boot.firstRequestAtLeastSeconds !== null
    ? figure(boot.firstRequestAtLeastSeconds, '≥ ')
    : figure(boot.firstRequestSeconds);

const dearest = (boot: BootReport): string => byCost(boot.causes.filter((cause) => cause.severity !== 'note'))[0]?.id ?? none;

/** The folders that all paths begin with, their last slash included. */
const commonFolder = (ids: readonly string[]): string => {
  const [first = '', ...others] = ids;
  const separator = first.includes('/') ? '/' : '\\';
  let end = first.lastIndexOf(separator) + 1;
  while (end > 0 && !others.every((id) => id.startsWith(first.slice(0, end)))) end = first.lastIndexOf(separator, end - 2) + 1;
  // Without its first slash a path would look like another.
  return end > 1 ? first.slice(0, end) : '';
};

/** All boots in short; what is not known is a dash. */
export const bootRows = (boots: readonly BootReport[]): BootRow[] => {
  const folder = commonFolder(boots.map((boot) => boot.id));
  return boots.map((boot) => ({
    name: `${bootName(boot.id.slice(folder.length))}${boot.replica === null ? '' : ` ${boot.replica}`}`.replaceAll('\n', ' '),
    ready: figure(boot.timeToReadySeconds),
    firstRequest: firstRequest(boot),
    cause: dearest(boot),
  }));
};
