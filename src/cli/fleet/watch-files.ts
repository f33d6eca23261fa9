import type { BootRecord } from '../../fleet/boots/record.js';
import type { Seconds } from '../../model/units.js';
import { sampleOf } from '../../read/sample.js';
import { complain } from '../errors.js';
import { beginningOf } from './begins-with.js';
import { createGoneLogs, type Successor } from './gone-logs.js';
import { type ListedFile, listFiles } from './list-files.js';
import { createLiveLog, type LiveLog } from './live-log.js';
import { readListed } from './read-files.js';
import type { Reading, ReadLogs } from './reading.js';
import type { FleetState } from './state-file.js';
import { createStateKeeper } from './state-keeper.js';
import { headBytes, isSameLog, isUntouched, lookOf, newTrackedLog, type TrackedLog, takeLive } from './tracked-log.js';
import type { Watched } from './watched.js';

/** So many logs are read on where they were left, the others anew when they have grown: a reader takes half a megabyte. */
const mostLive = 256;
/** A reader whose log has not grown for so long makes room for another one. */
const idleSeconds = 60;
/** A log of more starts than these is read anew: each look would put all of them together again. */
const mostLiveBoots = 200;
/** What takes long to read is looked at the less often: at most a tenth of the time goes into one log. */
const restTimes = 10;

const headOf = async (path: string): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of beginningOf(path, headBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Files that are followed as they come, grow, rotate and go. */
export const watchFiles = (paths: readonly string[], given: Reading, workers: number | undefined, state: FleetState | null): Watched => {
  const { io, signal } = given;
  const logs = new Map<string, TrackedLog>();
  const gone = createGoneLogs();
  /** Those that are read on, the one that grew last at the end. */
  const live = new Set<TrackedLog>();
  let told: ReadonlySet<string> = new Set();
  let isFirst = true;
  /** Whether all that the first look read could be kept. */
  let isFirstKept = true;
  const keeper = createStateKeeper(state, io);

  const now = (): Seconds => performance.now() / 1000;

  const knownBoots = ({ hash, boots }: TrackedLog['result']): readonly BootRecord[] => boots ?? state?.known.get(hash ?? '') ?? [];

  const stopReading = (log: TrackedLog): void => {
    live.delete(log);
    log.live = null;
  };

  const bury = (log: TrackedLog): void => {
    logs.delete(log.file.key);
    log.live?.settle(true);
    takeLive(log);
    gone.add(log.textHead ?? log.head, { ...log.result, boots: knownBoots(log.result), problems: [] });
    stopReading(log);
  };

  const readerOf = (log: TrackedLog): LiveLog => {
    log.live ??= createLiveLog(log.file.path, log.file.modified / 1000, given.reader);
    live.delete(log);
    live.add(log);
    const [oldest] = live;
    if (live.size > mostLive && oldest !== undefined) stopReading(oldest);
    return log.live;
  };

  const hasRoom = (log: TrackedLog): boolean => {
    const [oldest] = live;
    return log.live !== null || live.size < mostLive || (oldest?.readAt ?? 0) + idleSeconds < now();
  };

  const readOn = async (log: TrackedLog): Promise<void> => {
    const begun = now();
    try {
      await readerOf(log).readOn(log.file.path, signal);
      takeLive(log);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      stopReading(log);
      const problem = `${log.file.path}: could not be read on (${code}); check whether it may be read`;
      complain(io, problem);
      log.result = { ...log.result, problems: [problem] };
    }
    log.readAt = now();
    log.dueAt = log.readAt + restTimes * (log.readAt - begun);
  };

  /** Reads logs from their beginning to their end, on all cores. */
  const readWhole = async (some: readonly TrackedLog[]): Promise<void> => {
    const begun = now();
    const read = await readListed(
      some.map(({ file }) => file),
      given,
      workers,
      // What grows would be kept over and over again.
      isFirst ? state : null,
    );
    isFirstKept &&= read.isKept;
    const results = new Map(read.results.map((result) => [result.path, result]));
    const each = (now() - begun) / some.length;
    for (const log of some) {
      const result = results.get(log.file.path);
      // An interrupt left it undone.
      if (result === undefined) continue;
      log.result = result;
      log.readAt = now();
      log.dueAt = log.readAt + restTimes * each;
    }
  };

  /** Lists the files; what cannot be listed is told once. */
  const list = async (): Promise<{ readonly files: readonly ListedFile[]; readonly isOther: boolean }> => {
    const { files, problems } = await listFiles(paths, given, !isFirst);
    const messages = new Set(problems.map(({ message }) => message));
    const fresh = [...messages].filter((message) => !told.has(message));
    for (const message of fresh) complain(io, message);
    const isOther = fresh.length > 0 || messages.size !== told.size;
    told = messages;
    return { files, isOther };
  };

  /** What stands in a file by now: nothing new, more of the log that was read, or another log. */
  const follow = (file: ListedFile): 'same' | 'settled' | 'later' | 'grown' => {
    const known = logs.get(file.key);
    if (known !== undefined && isUntouched(known, file)) {
      const isMoved = known.file.path !== file.path;
      known.file = file;
      if (isMoved) known.result = { ...known.result, path: file.path };
      const isSettled = known.live?.settle(false) === true;
      if (isSettled) takeLive(known);
      return isMoved || isSettled ? 'settled' : 'same';
    }
    const sample = sampleOf(file.path);
    if (known !== undefined && isSameLog(known, file, sample)) {
      if (known.dueAt > now()) return 'later';
      Object.assign(known, { file, ...lookOf(sample) });
      return 'grown';
    }
    if (known !== undefined) bury(known);
    logs.set(file.key, newTrackedLog(file, sample));
    return 'grown';
  };

  const mayReadOn = (log: TrackedLog): boolean => !isFirst && log.isPlain && knownBoots(log.result).length <= mostLiveBoots && hasRoom(log);

  const look = async (): Promise<ReadLogs | null> => {
    const { files, isOther } = await list();
    const before = gone.count();
    const here = new Set(files.map(({ key }) => key));
    for (const [key, log] of logs) if (!here.has(key)) bury(log);
    const states = files.map((file) => [file, followed(file)] as const);
    const grown = states.flatMap(([{ key }, what]) => (what === 'grown' ? (logs.get(key) ?? []) : []));
    const whole = new Set(grown.filter((log) => !mayReadOn(log)));
    if (whole.size > 0) await readWhole([...whole]);
    for (const log of grown) if (!whole.has(log) && !signal.aborted) await readOn(log);
    for (const [key, { readAt }] of logs) if (readAt === 0) logs.delete(key);
    const isChanged = isFirst || isOther || gone.count() > before || states.some(([, what]) => what === 'grown' || what === 'settled');
    if (isChanged) await dropContinued();
    isFirst = false;
    return isChanged ? all() : null;
  };

  /** A rotation that copies, or compresses, leaves a log under another name: its starts are not counted twice. */
  const dropContinued = async (): Promise<void> => {
    if (gone.results().length === 0) return;
    const successors: Successor[] = [];
    for (const log of logs.values()) {
      const { file, isPlain, comparedBytes } = log;
      log.textHead ??= await headOf(file.path);
      successors.push({ path: file.path, head: log.textHead, comparedBytes: isPlain ? comparedBytes : 0 });
      log.comparedBytes = file.bytes;
    }
    await gone.dropThoseIn(successors);
  };

  /** A file that went away or was locked in the meantime is met in the next look. */
  const followed = (file: ListedFile): ReturnType<typeof follow> => {
    try {
      return follow(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return 'later';
    }
  };

  const all = (): ReadLogs => ({
    results: [...[...logs.values()].map(({ result }) => result), ...gone.results()],
    unread: told.size,
    isKept: isFirstKept && keeper.isKept(),
  });

  const end = async (): Promise<ReadLogs> => {
    for (const log of live) {
      log.live?.settle(true);
      takeLive(log);
      const { hash, boots } = log.result;
      if (hash !== null && boots !== null && isFirstKept && state?.known.has(hash) !== true) keeper.keep({ hash }, boots);
    }
    return all();
  };

  return { look, end, close: async () => {} };
};
