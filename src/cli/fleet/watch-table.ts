import { workThrough } from '../../fleet/boots/pool.js';
import { parseAddress } from '../../fleet/table/address.js';
import { candidatesOf } from '../../fleet/table/candidates.js';
import type { LogStream } from '../../fleet/table/queries.js';
import type { StreamTable } from '../../fleet/table/stream-source.js';
import { before } from '../../fleet/table/time.js';
import { UserError } from '../../model/user-error.js';
import { complain } from '../errors.js';
import { createLiveStream, type LiveStream, latenessSeconds } from './live-stream.js';
import { openDatabase } from './open-database.js';
import { openTable, pathOf, streamsIn } from './open-table.js';
import type { FileResult } from './read-file.js';
import { type TableBounds, tableSettings, usualStreams } from './read-table.js';
import type { Reading, ReadLogs } from './reading.js';
import type { Watched } from './watched.js';

/** So many streams are read on where they were left, the others anew when they have new rows: a reader takes half a megabyte. */
const mostLive = 256;
/** A stream of more starts than these is read anew: each look would put all of them together again. */
const mostLiveBoots = 200;
/** So many boots are kept: about a hundred megabytes. Beyond, those streams are forgotten that have had no new rows for the longest time. */
const mostBoots = 100_000;

type Followed = {
  /** As it was when it was first seen: where it is read anew, it is read from there. */
  readonly begin: LogStream;
  /** As it was told of last. */
  seen: LogStream;
  /** Null where it is to be read anew. */
  live: LiveStream | null;
  result: FileResult;
};

/** A table that is followed: of streams with new rows these are read, by the same push-down; what lies further back than a row may be late is not looked at again. */
export const watchTable = async (from: string, given: Reading, bounds: TableBounds): Promise<Watched> => {
  const { io, signal } = given;
  const database = await openDatabase(parseAddress('--from', from, io.env.CLICKHOUSE_PASSWORD), (reason) => complain(io, reason), { map: bounds.map ?? null });
  const settings = tableSettings(bounds);
  /** The one with new rows last at the end. */
  const followed = new Map<string, Followed>();
  const live = new Set<Followed>();
  let latest: string | null = null;
  let isFirst = true;

  const all = (): ReadLogs => ({ results: [...followed.values()].map(({ result }) => result), unread: 0, isKept: true });

  const isOther = (stream: LogStream): boolean => {
    const known = followed.get(keyOf(stream));
    // Fewer rows are told where the first of them are further back than is looked at.
    return known === undefined || known.seen.rows < stream.rows || known.seen.last !== stream.last || known.result.problems.length > 0;
  };

  const stopReading = (one: Followed): void => {
    live.delete(one);
    one.live = null;
  };

  const keepLive = (one: Followed): void => {
    live.delete(one);
    if (one.live !== null && (one.result.boots?.length ?? 0) <= mostLiveBoots) live.add(one);
    else stopReading(one);
    const [oldest] = live;
    if (live.size > mostLive && oldest !== undefined) stopReading(oldest);
  };

  const forget = (): void => {
    let boots = [...followed.values()].reduce((sum, { result }) => sum + (result.boots?.length ?? 0), 0);
    for (const [key, one] of followed) {
      if (boots <= mostBoots) return;
      boots -= one.result.boots?.length ?? 0;
      stopReading(one);
      followed.delete(key);
    }
  };

  /** Reads what is new of a stream; all of it where it is not followed on, or where rows came late. */
  const readNew = async (one: Followed, stream: LogStream, table: StreamTable): Promise<void> => {
    const whole = { ...stream, first: one.begin.first };
    one.live ??= createLiveStream(one.begin, given.reader);
    if (!(await one.live.readOn(whole, table, signal))) {
      one.live = createLiveStream(one.begin, given.reader);
      await one.live.readOn(whole, table, signal);
    }
  };

  /** False where an interrupt left it undone. */
  const readOne = async (stream: LogStream, table: StreamTable): Promise<boolean> => {
    const key = keyOf(stream);
    const path = pathOf(stream);
    const one = followed.get(key) ?? { begin: stream, seen: stream, live: null, result: { path, hash: null, boots: [], problems: [] } };
    try {
      await readNew(one, stream, table);
      if (signal.aborted) return false;
      one.result = { path, hash: null, boots: one.live?.boots() ?? [], problems: [] };
      one.seen = stream;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      one.seen = stream;
      const problem = `${path}: ${error.message}`;
      if (!one.result.problems.includes(problem)) complain(io, problem);
      one.result = { ...one.result, problems: [problem] };
    }
    followed.delete(key);
    followed.set(key, one);
    keepLive(one);
    return true;
  };

  /** Takes in what streams that are quiet by now had held back. */
  const settle = (busy: ReadonlySet<string>): boolean => {
    let isSettled = false;
    for (const one of live) {
      if (busy.has(keyOf(one.begin)) || one.live?.settle() !== true) continue;
      one.result = { ...one.result, boots: one.live.boots() };
      isSettled = true;
    }
    return isSettled;
  };

  const look = async (): Promise<ReadLogs | null> => {
    const whole = await openTable(database, parseAddress('--from', from, undefined), settings);
    const recent = latest === null ? null : before(latest, latenessSeconds, whole.kind);
    const since = recent !== null && (whole.since === null || isLater(recent, whole.since)) ? recent : whole.since;
    const found = await streamsIn(database, { ...whole, since }, isFirst ? settings.maxBytes : null);
    const streams = found.flatMap((one) => one.streams);
    latest = streams.reduce<string | null>((last, stream) => (last === null || isLater(stream.last, last) ? stream.last : last), latest);
    const others = found.flatMap(({ table, streams: all }) => {
      const own = all.filter(isOther);
      const read: StreamTable = { table, database, ...(isFirst ? { candidates: candidatesOf(own, table, database) } : {}) };
      return own.map((stream) => ({ stream, read }));
    });
    const done = await workThrough(others, {
      count: bounds.workers ?? usualStreams,
      hire: () => ({ work: ({ stream, read }) => readOne(stream, read), dismiss: () => {} }),
      onDeath: (_, error) => {
        throw error;
      },
      signal,
    });
    const isSettled = settle(new Set(others.map(({ stream }) => keyOf(stream))));
    forget();
    const isChanged = isFirst || isSettled || done.includes(true);
    isFirst = false;
    return isChanged ? all() : null;
  };

  const end = async (): Promise<ReadLogs> => {
    settle(new Set());
    return all();
  };
  return { look, end, close: () => database.close() };
};

const keyOf = (stream: LogStream): string => `${pathOf(stream)}\n${JSON.stringify(stream.keys)}`;

const isLater = (left: string, right: string): boolean => (/^\d+$/.test(left) && /^\d+$/.test(right) ? BigInt(left) > BigInt(right) : left > right);
