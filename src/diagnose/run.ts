import type { Boot } from '../model/boot.js';
import type { Record } from '../model/record.js';
import type { BootReport, InputSummary, Report } from '../model/report.js';
import { toolVersion } from '../model/tool.js';
import type { Block } from '../read/block.js';
import { openInputs } from '../read/inputs.js';
import { createRecordParser, type RecordParser } from '../read/parser.js';
import { linesAfter, piecesOf } from '../read/pieces.js';
import { InputError, type InputProblem, type Source } from '../read/source.js';
import { builtinRules } from '../rules/builtin.js';
import { createMatcher, type Matcher } from '../rules/matcher.js';
import type { RuleSet } from '../rules/set.js';
import { mostBoots } from '../timeline/room.js';
import { createTimeline, type Timeline } from '../timeline/timeline.js';
import { diagnoseBoot } from './diagnose.js';
import { rounded } from './rounded.js';
import { defaultThresholds, type Thresholds } from './thresholds.js';

/** What a diagnosis is made with; all of it has a default. */
export type DiagnoseOptions = {
  /** Default: the built-in rules. */
  readonly rules?: RuleSet;
  /** Default: the catalogue's. */
  readonly thresholds?: Thresholds;
  /** From which a year that the log leaves out is told, where the file has no date of its own. Default: now. */
  readonly now?: Date;
  /** Stops the reading; what is known so far is reported. */
  readonly signal?: AbortSignal;
  /** Called after each block with the bytes read of all sources, and the bytes of the present source (null: unknown). */
  readonly onProgress?: (bytesRead: number, totalBytes: number | null) => void;
  /** Called after each block with the boots as they stand; costs an assembly each time, so only where they are shown. */
  readonly onBoots?: (boots: readonly Boot[]) => void;
};

export type DiagnoseResult = { readonly report: Report; readonly problems: readonly InputProblem[] };

/**
 * Reads the sources one after another and diagnoses each boot found in them. Records that can't matter any more are skipped
 * unread once every replica is past its start. An input that cannot be read (to its end) becomes a problem; the others count.
 */
export async function diagnoseSources(sources: AsyncIterable<Source | InputProblem>, options: DiagnoseOptions): Promise<DiagnoseResult> {
  const { signal, rules = builtinRules, now = new Date() } = options;
  const matcher = createMatcher(rules);
  const timeline = createTimeline(rules.runtimes);
  const problems: InputProblem[] = [];
  const inputs: InputSummary[] = [];
  let bytesRead = 0;
  for await (const source of sources) {
    if (!('blocks' in source)) {
      problems.push(source);
      continue;
    }
    const parser = createRecordParser(source.path, { now: source.modified ?? now.getTime() / 1000 });
    let bytes = 0;
    try {
      for await (const block of source.blocks({ isSteady: timeline.isSteady, literals: matcher.literals })) {
        // Who follows a log sends an empty block when it has been quiet for a while: what is held back is all there is to come.
        if (block.bytes.length === 0) for (const record of parser.end()) take(record, matcher, timeline);
        else readBlock(block, parser, matcher, timeline);
        bytes += block.bytes.length;
        options.onProgress?.(bytesRead + bytes, source.bytes);
        options.onBoots?.(timeline.boots());
        if (signal?.aborted) break;
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.problem);
    }
    for (const record of parser.end()) take(record, matcher, timeline);
    bytesRead += bytes;
    inputs.push({ path: source.path, bytes, lines: parser.counts.lines, skipped: parser.counts.skipped });
    if (signal?.aborted) break;
  }
  const boots = timeline.end();
  options.onBoots?.(boots);
  problems.push(...leftOutOf(timeline));
  return { report: reportOf(boots, inputs, rules, options.thresholds ?? defaultThresholds), problems };
}

/** A report that left something out must not look whole. */
function leftOutOf(timeline: Timeline): InputProblem[] {
  const { records, file } = timeline.leftOut();
  if (file === null) return [];
  const what = `more than ${mostBoots} starts are in what was read; these are told, and ${records} records of others are left out`;
  return [{ path: file, message: `${file}: ${what}; give the logs in parts.` }];
}

function readBlock(block: Block, parser: RecordParser, matcher: Matcher, timeline: Timeline): void {
  // A replica often gets steady within its first block, and from there on most lines need not be read.
  for (const piece of timeline.isSteady() ? [block] : piecesOf(block)) {
    if (timeline.isSteady()) readSteady(piece, parser, matcher, timeline);
    else for (const record of parser.all(piece)) take(record, matcher, timeline);
  }
}

/** Reads the lines of a steady replica that still count; from one that begins a start on, all of them again. */
function readSteady(block: Block, parser: RecordParser, matcher: Matcher, timeline: Timeline): void {
  for (const record of parser.some(block, matcher.candidates(block))) {
    take(record, matcher, timeline);
    if (timeline.isSteady()) continue;
    const rest = linesAfter(block, record.line);
    if (rest !== null) readBlock(rest, parser, matcher, timeline);
    return;
  }
}

function take(record: Record, matcher: Matcher, timeline: Timeline): void {
  timeline.push(record, matcher.match(record), matcher.detects(record));
}

function reportOf(boots: readonly Boot[], inputs: readonly InputSummary[], rules: RuleSet, thresholds: Thresholds): Report {
  const reports: BootReport[] = boots.map((boot) => rounded(diagnoseBoot(boot, rules.causes, rules.runtimes, { thresholds })));
  return { schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, inputs, boots: reports };
}

/** Diagnoses files, folders, globs or `-`; see `openInputs` for what each of them may be. */
export function diagnosePaths(paths: readonly string[], options: DiagnoseOptions = {}): Promise<DiagnoseResult> {
  return diagnoseSources(openInputs(paths), options);
}
