import type { Shape, StageName, Trial } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';
import { kindOfDimension } from './dimensions.js';
import { isLate, type Loading } from './loading.js';

/** What a service would log at the end of each stage; the words are those that the rules for any runtime read. */
const sentences: { readonly [stage in StageName]?: string } = {
  'process-start': 'interpreter started in',
  import: 'imported onnxruntime in',
  'file-read': 'loading weights took',
  'session-creation': 'creating inference session took',
  'tokenizer-load': 'loading tokenizer took',
  warmup: 'warmup took',
};

/** After the last of these that comes before it, a service is ready. */
const loadingStages: ReadonlySet<StageName> = new Set(['import', 'file-read', 'session-creation', 'tokenizer-load', 'warmup']);

const inSeconds = (seconds: Seconds): string => `${seconds.toFixed(6)} s`;

/** In the words that the rules read, where the names of its dimensions tell their kinds; names themselves are the model's, and stay out. */
const shapeText = (shape: Shape): string => {
  const sizes = Object.entries(shape);
  if (sizes.length === 0) return '';
  const named = sizes.flatMap(([dimension, size]) => {
    const kind = kindOfDimension(dimension);
    return kind === null ? [] : [`${kind === 'sequence' ? 'seq_len' : kind}=${size}`];
  });
  return named.length === sizes.length ? ` (${named.join(' ')})` : ` (shape ${Object.values(shape).join('x')})`;
};

/** The rest of the runs of a trial, one after the other from a moment on. */
const laterRequests = (runs: Trial['runs'], from: Seconds, line: (at: Seconds, seconds: Seconds, shape: Shape) => string): string[] => {
  let reached = from;
  return runs.flatMap(({ shape, firstSeconds, secondSeconds, laterSeconds }, place) =>
    [...(place === 0 ? [] : [firstSeconds]), secondSeconds, ...laterSeconds].map((seconds) => {
      reached += seconds;
      return line(reached, seconds, shape);
    }),
  );
};

const logOf = ({ startedAt, condition, round, stages, runs, atOnce }: Trial, loading: Loading): string[] => {
  if (startedAt === null) return [];
  const began = Date.parse(startedAt) / 1000;
  const line = (at: Seconds, text: string): string => `${new Date(Math.round((began + at) * 1000)).toISOString()} INFO ${text}`;
  const stageLines = (areLate: boolean): string[] =>
    stages.flatMap(({ stage, startSeconds, seconds }) => {
      const sentence = sentences[stage];
      return sentence === undefined || isLate(stage, loading) !== areLate ? [] : [line(startSeconds + seconds, `${sentence} ${inSeconds(seconds)}`)];
    });
  const ready = stages.findLast(({ stage }) => loadingStages.has(stage) && !isLate(stage, loading));
  const first = stages.find(({ stage }) => stage === 'first-run');
  if (ready === undefined || first === undefined) return [line(0, `starting service, round ${round}, ${condition}`), ...stageLines(false), ...stageLines(true)];
  const readyAt = ready.startSeconds + ready.seconds;
  // What is loaded after ready is loaded by the first request.
  const isWaiting = stages.some(({ stage }) => isLate(stage, loading));
  const askedAt = isWaiting ? readyAt : first.startSeconds;
  const answered = atOnce?.coldSeconds ?? runs.slice(0, 1).map(({ firstSeconds }) => first.startSeconds - askedAt + firstSeconds);
  const requestLine = (at: Seconds, seconds: Seconds, shape: Shape): string => line(at, `request took ${inSeconds(seconds)}${shapeText(shape)}`);
  const requests = [
    ...answered.map((seconds) => requestLine(askedAt + seconds, seconds, runs[0]?.shape ?? {})),
    ...laterRequests(runs, askedAt + Math.max(0, ...answered), requestLine),
  ];
  return [
    line(0, `starting service, round ${round}, ${condition}`),
    ...stageLines(false),
    line(readyAt, 'ready to serve requests'),
    ...stageLines(true),
    ...requests,
  ];
};

/** Trials as the log of a service that is started again and again, in the order of time: what coldcase itself can read. Failed ones are left out. */
export function trialLog(trials: readonly Trial[], loading: Loading = 'eager'): string {
  const lines = trials.filter(({ failure }) => failure === null).flatMap((trial) => logOf(trial, loading));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
