import type { Boot } from '../model/boot.js';
import type { InputSummary, Report } from '../model/report.js';
import { toolVersion } from '../model/tool.js';
import { openInputs } from '../read/inputs.js';
import { createRecordParser } from '../read/parser.js';
import { InputError, type InputProblem, type Source } from '../read/source.js';
import { builtinRules } from '../rules/builtin.js';
import { createMatcher } from '../rules/match/matcher.js';
import type { RuleSet } from '../rules/set.js';
import { mostBoots } from '../timeline/room.js';
import { createTimeline, type Timeline } from '../timeline/timeline.js';
import { bootReports, readBlock, take } from './read-block.js';
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

function reportOf(boots: readonly Boot[], inputs: readonly InputSummary[], rules: RuleSet, thresholds: Thresholds): Report {
  return { schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, inputs, boots: bootReports(boots, rules, thresholds) };
}

/** Diagnoses files, folders, globs or `-`; see `openInputs` for what each of them may be. */
export function diagnosePaths(paths: readonly string[], options: DiagnoseOptions = {}): Promise<DiagnoseResult> {
  return diagnoseSources(openInputs(paths), options);
}
