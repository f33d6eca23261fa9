import type { Shape, StageName, Trial } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';

/** What a service would log at the end of each stage; the words are those that the rules for any runtime read. */
const sentences: { readonly [stage in StageName]?: string } = {
  'process-start': 'interpreter started in',
  import: 'imported onnxruntime in',
  'file-read': 'loading weights took',
  'session-creation': 'creating inference session took',
  'tokenizer-load': 'loading tokenizer took',
  warmup: 'warmup took',
};

/** How a service loads: all before it is ready, all by its first request, or some by that. */
export type Loading = 'eager' | 'lazy' | 'balanced';

/** After the last of these that comes before it, a service is ready. */
const loadingStages: ReadonlySet<StageName> = new Set(['import', 'file-read', 'session-creation', 'tokenizer-load', 'warmup']);

const inSeconds = (seconds: Seconds): string => `${seconds.toFixed(6)} s`;

const shapeText = (shape: Shape): string => {
  const sizes = Object.values(shape);
  return sizes.length === 0 ? '' : ` (shape ${sizes.join('x')})`;
};

/** When a service that loads in this way does the work of a stage: none of it before it says that it is ready, all but the tokenizer, or all. */
const isLate = (stage: StageName, loading: Loading): boolean =>
  loading === 'lazy' ? lateWhenLazy.has(stage) : loading === 'balanced' && stage === 'tokenizer-load';
const lateWhenLazy: ReadonlySet<StageName> = new Set(['file-read', 'session-creation', 'tokenizer-load']);

const logOf = ({ startedAt, condition, round, stages, runs }: Trial, loading: Loading): string[] => {
  if (startedAt === null) return [];
  const began = Date.parse(startedAt) / 1000;
  const line = (at: Seconds, text: string): string => `${new Date(Math.round((began + at) * 1000)).toISOString()} INFO ${text}`;
  const ends = stages.map(({ startSeconds, seconds }) => startSeconds + seconds);
  const early = stages.filter(({ stage }) => sentences[stage] !== undefined && !isLate(stage, loading)).length;
  const start = stages.flatMap(({ stage, seconds }, place) => {
    const sentence = sentences[stage];
    return sentence === undefined ? [] : [line(ends[place] ?? 0, `${sentence} ${inSeconds(seconds)}`)];
  });
  const ready = stages.findLast(({ stage }) => loadingStages.has(stage) && !isLate(stage, loading));
  const first = stages.find(({ stage }) => stage === 'first-run');
  if (ready === undefined || first === undefined) return [line(0, `starting service, round ${round}, ${condition}`), ...start];
  const readyAt = ready.startSeconds + ready.seconds;
  // What is loaded after ready is loaded by the first request.
  const isWaiting = stages.some(({ stage }) => isLate(stage, loading));
  const waited = isWaiting ? first.startSeconds - readyAt : 0;
  let reached = first.startSeconds;
  const requests = runs
    .flatMap(({ shape, firstSeconds, secondSeconds, laterSeconds }) => [firstSeconds, secondSeconds, ...laterSeconds].map((seconds) => ({ shape, seconds })))
    .map(({ shape, seconds }, place) => {
      reached += seconds;
      const took = `request took ${inSeconds(seconds + (place === 0 ? waited : 0))}${shapeText(shape)}`;
      return line(reached, place === 0 ? `first ${took}` : took);
    });
  return [
    line(0, `starting service, round ${round}, ${condition}`),
    ...start.slice(0, early),
    line(readyAt, 'ready to serve requests'),
    ...start.slice(early),
    ...requests,
  ];
};

/** Trials as the log of a service that is started again and again, in the order of time: what coldcase itself can read. Failed ones are left out. */
export function trialLog(trials: readonly Trial[], loading: Loading = 'eager'): string {
  const lines = trials.filter(({ failure }) => failure === null).flatMap((trial) => logOf(trial, loading));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
