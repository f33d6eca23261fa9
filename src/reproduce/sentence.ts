import type { ConditionDifference, ConditionSummary, ShapeSummary, StageSummary } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';

const milliseconds = (seconds: Seconds): string => {
  const value = Math.abs(seconds) * 1000;
  if (value >= 999.5) return `${(value / 1000).toFixed(2)} s`;
  return `${value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2)} ms`;
};

const stageTitles = {
  'process-start': 'starting the process',
  import: 'importing the library',
  'file-read': 'reading the file',
  'session-creation': 'creating the session',
  'tokenizer-load': 'loading the tokenizer',
  warmup: 'warming up',
  'input-building': 'building the inputs',
  'first-run': 'the first run',
  listening: 'until its port is bound',
  ready: 'from there until it is ready',
  'first-request': 'its first request',
} as const;

const largest = (stages: readonly StageSummary[]): StageSummary | undefined => [...stages].sort((a, b) => b.median.seconds - a.median.seconds)[0];

const pageCacheSentence = (coldest: ConditionSummary, differences: readonly ConditionDifference[]): string => {
  const found = differences.find(({ condition, stage }) => condition === coldest.id && stage === null)?.difference;
  if (found === undefined || coldest.role !== 'evicted') return '';
  if (found.verdict === 'too-few') return ' Too few trials tell what the page cache changes.';
  if (found.verdict === 'noise') return ' What the page cache changes lies within the noise.';
  const range = found.low === null || found.high === null ? '' : ` (${milliseconds(found.low)} to ${milliseconds(found.high)})`;
  return ` Of that, ${milliseconds(found.seconds)}${range} ${found.seconds > 0 ? 'is' : 'is saved by'} the model's pages not being in memory.`;
};

/** What a cold start costs, how many requests that is, and where it sits. */
export function summarySentence(
  name: string,
  conditions: readonly ConditionSummary[],
  differences: readonly ConditionDifference[],
  shapes: readonly ShapeSummary[],
): string {
  const [coldest] = conditions;
  if (coldest === undefined) return `No trial of ${name} came to its end, so nothing is known of its start.`;
  const { firstAnswer, stages } = coldest;
  const isService = stages.some(({ stage }) => stage === 'listening');
  const steady = shapes[0]?.steady.seconds;
  const ratio =
    steady === undefined || steady <= 0
      ? ''
      : `, ${Math.round(firstAnswer.seconds / steady)} times a warm ${isService ? 'request' : 'run'} (${milliseconds(steady)})`;
  const most = largest(stages);
  const where = most === undefined ? '' : `; ${Math.round((most.median.seconds / firstAnswer.seconds) * 100)} % of it is ${stageTitles[most.stage]}`;
  return `A cold start of ${name} takes ${milliseconds(firstAnswer.seconds)} to its first answer${ratio}${where}.${pageCacheSentence(coldest, differences)}`;
}
