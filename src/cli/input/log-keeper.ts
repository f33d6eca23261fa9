import type { Report } from '../../model/report.js';
import type { Block } from '../../read/block.js';
import type { InputProblem, Source } from '../../read/source.js';
import { evidenceOf } from '../../report/html/evidence-of.js';
import type { LinesAround, LogLine } from '../../report/html/surroundings.js';
import { maskedValue } from '../../report/redaction/secrets.js';

/** Keeps what is read of logs, so that a report can show the lines around its evidence: a pipe can't be read twice. */
export type LogKeeper = {
  /** The same sources; their bytes are kept as they pass, up to a limit. */
  readonly keep: (sources: AsyncIterable<Source | InputProblem>) => AsyncGenerator<Source | InputProblem>;
  /**
   * The lines around the evidence of a report as it was read, by its files as they are shown: `replace` changes both as it changed the
   * report. A private key that began before a line is hidden where `isMaskingKeys`.
   */
  readonly linesAround: (report: Report, replace: (text: string) => string, isMaskingKeys: boolean) => LinesAround;
};

const mebibyte = 1_048_576;
const mostBytesOfSource = 32 * mebibyte;
const mostBytes = 256 * mebibyte;
const around = 5;
const lineFeed = 10;
const longestLineBytes = 4096;

const wantedLines = (report: Report): Map<string, Set<number>> => {
  const wanted = new Map<string, Set<number>>();
  for (const { file, line } of report.boots.flatMap(evidenceOf)) {
    const lines = wanted.get(file) ?? new Set<number>();
    wanted.set(file, lines);
    for (let at = Math.max(1, line - around); at <= line + around; at += 1) lines.add(at);
  }
  return wanted;
};

const keyMark = /-----(BEGIN|END) [A-Z ]{0,30}PRIVATE KEY-----/g;

const lastKeyMark = (line: string): string | null => [...line.matchAll(keyMark)].at(-1)?.[1] ?? null;

/** Calls back with each line of the blocks that is wanted, and whether a private key has begun before it and not ended. */
const eachLine = (blocks: readonly Block[], wanted: ReadonlySet<number>, visit: (line: number, text: string, isInKey: boolean) => void): void => {
  let isInKey = false;
  for (const { bytes, firstLine } of blocks) {
    const hasKey = bytes.includes('PRIVATE KEY-----');
    let line = firstLine;
    for (let start = 0; start < bytes.length; line += 1) {
      const feed = bytes.indexOf(lineFeed, start);
      const end = feed === -1 ? bytes.length : feed;
      if (wanted.has(line)) visit(line, bytes.toString('utf8', start, Math.min(end, start + longestLineBytes)), isInKey);
      // A key's lines look like nothing in particular: only its marks tell of them.
      const mark = hasKey ? lastKeyMark(bytes.toString('latin1', start, end)) : null;
      if (mark !== null) isInKey = mark === 'BEGIN';
      start = end + 1;
    }
  }
};

/** A keeper for one run. */
export const createLogKeeper = (): LogKeeper => {
  const kept = new Map<string, Block[]>();
  let room = mostBytes;

  async function* keptBlocks(source: Source): AsyncGenerator<Block> {
    const blocks: Block[] = [];
    kept.set(source.path, blocks);
    let roomHere = mostBytesOfSource;
    for await (const block of source.blocks()) {
      if (block.bytes.length <= Math.min(room, roomHere)) {
        // Its memory serves for the next one too.
        blocks.push({ ...block, bytes: Buffer.from(block.bytes) });
        room -= block.bytes.length;
        roomHere -= block.bytes.length;
      } else {
        // What comes later would leave a hole.
        roomHere = 0;
      }
      yield block;
    }
  }

  return {
    keep: async function* (sources) {
      for await (const source of sources) yield 'blocks' in source ? { ...source, blocks: () => keptBlocks(source) } : source;
    },
    linesAround: (report, replace, isMaskingKeys) => {
      const files = new Map<string, Map<number, string>>();
      for (const [file, wanted] of wantedLines(report)) {
        const lines = new Map<number, string>();
        files.set(replace(file), lines);
        eachLine(kept.get(file) ?? [], wanted, (line, text, isInKey) => {
          lines.set(line, isInKey && isMaskingKeys ? maskedValue : replace(text));
        });
      }
      return (file, line) => {
        const lines = files.get(file);
        const found: LogLine[] = [];
        for (let at = line - around; at <= line + around; at += 1) {
          const text = lines?.get(at);
          if (text !== undefined) found.push({ line: at, text });
        }
        return found;
      };
    },
  };
};
