import { UserError } from '../../model/user-error.js';
import { readDuration } from '../../rules/figures/duration.js';
import { readSize } from '../../rules/figures/size.js';

/** Reads a moment: so long before now (`7d`), or an ISO 8601 date; seconds since the epoch. Throws a UserError. */
export const parseMoment =
  (option: string, now = Date.now() / 1000) =>
  (text: string): number => {
    const before = readDuration(text);
    if (before !== null) return now - before;
    const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(date)) throw new UserError(`${option} ${text}: give so long before now, as in 12h or 7d, or a date, as in 2026-02-11T05:00:00Z`);
    return date / 1000;
  };

/** Reads a size such as `50GB` or `8GiB`, in bytes. Throws a UserError. */
export const parseSize =
  (option: string) =>
  (text: string): number => {
    const bytes = readSize(text);
    if (bytes === null) throw new UserError(`${option} ${text}: give a size, as in 50GB or 8GiB`);
    return bytes;
  };
