import { UserError } from '../../model/user-error.js';
import type { Database, Row } from './database.js';
import { candidatesQuery, type LogStream, type LogTable, type Window } from './queries.js';
import { stampOf } from './time.js';
import { firstWindow, halves, nextWindow, wholeWindow } from './windows.js';

/** Lines that a steady reader wants of a stream, from a time on: all that there are; null: they are to be asked for page by page. */
export type Candidates = (stream: LogStream, after: string, literals: readonly string[]) => Promise<readonly Row[] | null>;

/** What is held and asked for at most, in bytes; where more lines hold a literal, each stream's are asked for by themselves. */
export type CandidateBounds = { readonly heldBytes: number; readonly answerBytes: number };
const usualBounds: CandidateBounds = { heldBytes: 256 * 1024 ** 2, answerBytes: 32 * 1024 ** 2 };

/** So often a window is halved before it is given up. */
const mostHalvings = 8;

const nameOf = ({ keys }: LogStream): string => JSON.stringify(Object.values(keys));

const millisecondsOf = (text: string, { kind }: LogTable): number => Date.parse(stampOf(text, kind));

/** How many streams write at once, on average over the time that they span. */
const overlap = (streams: readonly LogStream[], table: LogTable): number => {
  let [begin, end, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const { first, last } of streams) {
    const [from, to] = [millisecondsOf(first, table), millisecondsOf(last, table)];
    begin = Math.min(begin, from);
    end = Math.max(end, to);
    sum += to - from;
  }
  return sum / Math.max(1, end - begin);
};

const isWithin = (text: string, after: string, last: string, { kind }: LogTable): boolean =>
  kind === 'text' ? text >= after && text <= last : BigInt(text) >= BigInt(after) && BigInt(text) <= BigInt(last);

/** Rows of many streams, each packed: as rows they would take some times as much. */
const createHeld = (keys: number) => {
  const packed = new Map<string, Buffer[]>();
  let bytes = 0;
  return {
    bytes: () => bytes,
    add: (rows: readonly Row[]): number => {
      const before = bytes;
      const texts = new Map<string, string[]>();
      for (const row of rows) {
        const name = JSON.stringify(row.slice(0, keys));
        const own = texts.get(name) ?? [];
        own.push(JSON.stringify(row.slice(keys)));
        texts.set(name, own);
      }
      for (const [name, own] of texts) {
        const piece = Buffer.from(own.join('\n'));
        packed.set(name, [...(packed.get(name) ?? []), piece]);
        bytes += piece.length;
      }
      return bytes - before;
    },
    of: (name: string): Row[] =>
      (packed.get(name) ?? []).flatMap((piece) =>
        piece
          .toString()
          .split('\n')
          .map((text) => JSON.parse(text) as Row),
      ),
  };
};

type Held = ReturnType<typeof createHeld>;

/**
 * Candidates of streams that write at the same time: to find those of one the server reads the lines of all, so that those of all are asked for at once, one
 * time for each set of literals, in stretches of time whose answers are bounded. Of streams that follow each other the index finds each alone.
 */
export const candidatesOf = (streams: readonly LogStream[], table: LogTable, database: Database, bounds = usualBounds): Candidates => {
  if (streams.length < 2 || overlap(streams, table) < 2) return async () => null;
  const keys = Object.keys(table.map.keys).length;

  /** Bytes that a window added; one with too much of an answer is asked for by halves. Throws the UserError of one that has no halves. */
  const scanWindow = async (window: Window, literals: readonly string[], held: Held, halvings = 0): Promise<number> => {
    const [early, late] = (halvings < mostHalvings ? halves(window, table.kind) : null) ?? [];
    try {
      return held.add(await database.ask(candidatesQuery(table, window, literals, bounds.answerBytes)));
    } catch (error) {
      // Too much for one answer, or the server is away: then so is the half.
      if (!(error instanceof UserError) || early === undefined || late === undefined) throw error;
      return (await scanWindow(early, literals, held, halvings + 1)) + (await scanWindow(late, literals, held, halvings + 1));
    }
  };

  const scan = async (literals: readonly string[]): Promise<Held | null> => {
    const held = createHeld(keys);
    const whole = wholeWindow(streams, table.kind);
    try {
      let window: Window | null = firstWindow(whole, table);
      while (window !== null) {
        const added = await scanWindow(window, literals, held);
        if (held.bytes() > bounds.heldBytes) return null;
        window = nextWindow(window, whole, { added, most: bounds.answerBytes / 2 }, table.kind);
      }
      return held;
    } catch (error) {
      // Who asks for one stream alone hears of it.
      if (error instanceof UserError) return null;
      throw error;
    }
  };

  const scans = new Map<string, Promise<Held | null>>();
  return async (stream, after, literals) => {
    const name = literals.join('\n');
    const found = scans.get(name) ?? scan(literals);
    scans.set(name, found);
    const held = await found;
    return held === null ? null : held.of(nameOf(stream)).filter(([time = '']) => isWithin(time, after, stream.last, table));
  };
};
