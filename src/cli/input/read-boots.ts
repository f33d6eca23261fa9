import { diagnoseSources } from '../../diagnose/run.js';
import type { Thresholds } from '../../diagnose/thresholds.js';
import type { Report } from '../../model/report.js';
import { toolVersion } from '../../model/tool.js';
import type { RuleSet } from '../../rules/set.js';
import { complain } from '../errors.js';
import type { Io } from '../terminal/io.js';
import { createReadingLine } from '../terminal/reading-line.js';
import { abortOnInterrupt, inputsOf } from './inputs.js';
import { logsAmong } from './report-inputs.js';

export type ReadBootsSettings = { readonly rules: RuleSet; readonly thresholds: Thresholds; readonly isQuiet: boolean };

/** The boots of some inputs, and how many inputs could not be read (which was told). */
export type ReadBoots = { readonly report: Report; readonly problems: number; readonly isInterrupted: boolean };

/** Reads logs and reports of `--format json`, and diagnoses the logs: the boots of all, as one report. Problems are told as they are found. */
export const readBoots = async (paths: readonly string[], { rules, thresholds, isQuiet }: ReadBootsSettings, io: Io): Promise<ReadBoots> => {
  const controller = new AbortController();
  const stopListening = abortOnInterrupt(controller, paths, io);
  const line = createReadingLine(io, !isQuiet);
  const given: Report[] = [];
  try {
    const logs = logsAmong(inputsOf(paths, io, isQuiet), (report) => given.push(report));
    const { report, problems } = await diagnoseSources(logs, { rules, thresholds, signal: controller.signal, onProgress: line.update });
    for (const { message } of problems) complain(io, message);
    return { report: together([...given, report]), problems: problems.length, isInterrupted: controller.signal.aborted };
  } finally {
    line.stop();
    stopListening();
  }
};

/** Reports as one. */
const together = (reports: readonly Report[]): Report => ({
  schemaVersion: 1,
  tool: { name: 'coldcase', version: toolVersion },
  inputs: reports.flatMap(({ inputs }) => inputs),
  boots: reports.flatMap(({ boots }) => boots),
});
