import type { ConditionSummary, Reproduction, Trial } from '../../model/reproduction.js';
import { jsonText } from '../escape/json-text.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';

const microseconds = (seconds: number): number => Math.round(seconds * 1e6);

/** A row for the trial, its stages where they lay; a trial that failed has those that it came to. */
const trialEvents = ({ round, startedAt, failure, stages }: Trial, pid: number, tid: number): object[] => [
  { name: 'thread_name', ph: 'M', pid, tid, args: { name: failure === null ? `trial ${round}` : `trial ${round}, failed` } },
  ...stages.map(({ stage, startSeconds, seconds, peakBytes }) => ({
    name: stage,
    cat: 'stage',
    ph: 'X',
    pid,
    tid,
    ts: microseconds(startSeconds),
    dur: microseconds(seconds),
    args: { startedAt, peakBytes, failure },
  })),
];

/**
 * The raw trials of a reproduction as a trace that Perfetto and chrome://tracing open, by the Trace Event Format: a process a condition, a row
 * a trial. Every trial begins at 0 µs, so that they lie side by side.
 */
export const renderReproductionPerfetto = (given: Reproduction): string => {
  const { conditions, trials, summary, tool, machine, settings } = mapTexts(given, sanitize);
  // Beyond the processes' numbers: a thread of a process' own number would be taken as its main one.
  let threads = conditions.length;
  const events = conditions.flatMap(({ id, title }: ConditionSummary, index) => [
    { name: 'process_name', ph: 'M', pid: index + 1, args: { name: title } },
    { name: 'process_sort_index', ph: 'M', pid: index + 1, args: { sort_index: index } },
    ...trials.filter(({ condition }) => condition === id).flatMap((trial) => trialEvents(trial, index + 1, ++threads)),
  ]);
  const metadata = { tool: `${tool.name} ${tool.version}`, summary, machine, settings };
  return `{"displayTimeUnit":"ms","metadata":${jsonText(metadata)},"traceEvents":[\n${events.map((event) => jsonText(event)).join(',\n')}\n]}\n`;
};
