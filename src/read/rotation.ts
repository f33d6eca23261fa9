/** A file that a log was moved to when it got too long or too old. */
type Rotated = { readonly log: string; readonly stamp: Stamp };

/** Counted: the higher, the older. Dated: its digits, from the year down, so that the order of texts is that of time. */
type Stamp = { readonly count: number } | { readonly date: string };

/**
 * `app.log.1`, `app.log.2.gz` (logrotate, Python's and Docker's own rotation), `app.log-20260801` (logrotate's dateext),
 * `app.log.2026-08-01` (Python's by time), `0.log.20260801-120000.gz` (kubelet).
 */
const logPattern = String.raw`(.+\.(?:log|out|err|txt|jsonl?|ndjson)|(?:.*[\\/])?(?:syslog|messages))`;
const counted = new RegExp(String.raw`^${logPattern}\.(\d{1,3})$`);
const dated = new RegExp(String.raw`^${logPattern}[.-](\d{4})-?(\d\d)-?(\d\d)(?:[-_T.]?([\d-]{1,10}))?$`);

const rotatedFrom = (path: string): Rotated | null => {
  const name = path.replace(/\.(?:gz|zst)$/, '');
  const byCount = counted.exec(name);
  if (byCount !== null) return { log: byCount[1] as string, stamp: { count: Number(byCount[2]) } };
  const byDate = dated.exec(name);
  if (byDate === null) return null;
  const [, log = '', year, month, day, time = ''] = byDate;
  return { log, stamp: { date: `${year}${month}${day}${time}` } };
};

/** The log that a file is a part of: itself, or the one that it was rotated from. */
export const logOf = (path: string): string => rotatedFrom(path)?.log ?? path;

/** Older parts first; the log itself is the newest. */
const byAge = (left: string, right: string): number => {
  const [one, other] = [rotatedFrom(left)?.stamp, rotatedFrom(right)?.stamp];
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  if ('count' in one) return 'count' in other ? other.count - one.count : 1;
  if ('count' in other) return -1;
  return one.date < other.date ? -1 : Number(one.date > other.date);
};

/** Paths with the parts of each rotated log oldest first, in the places that they had; all others stay where they are. */
export const oldestFirst = (paths: readonly string[]): string[] => {
  const parts = new Map<string, string[]>();
  for (const path of paths) {
    const log = logOf(path);
    const known = parts.get(log);
    if (known === undefined) parts.set(log, [path]);
    else known.push(path);
  }
  for (const of of parts.values()) of.sort(byAge);
  return paths.map((path) => parts.get(logOf(path))?.shift() as string);
};
