import type { Shape, StageName, Trial } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';

/** What a service would log at the end of each stage; the words are those that the rules for any runtime read. */
const sentences: { readonly [stage in StageName]?: string } = {
  'process-start': 'interpreter started in',
  import: 'imported onnxruntime in',
  'file-read': 'loading weights took',
  'session-creation': 'creating inference session took',
};

const inSeconds = (seconds: Seconds): string => `${seconds.toFixed(6)} s`;

const shapeText = (shape: Shape): string => {
  const sizes = Object.values(shape);
  return sizes.length === 0 ? '' : ` (shape ${sizes.join('x')})`;
};

const logOf = ({ startedAt, condition, round, stages, runs }: Trial): string[] => {
  if (startedAt === null) return [];
  const began = Date.parse(startedAt) / 1000;
  const line = (at: Seconds, text: string): string => `${new Date(Math.round((began + at) * 1000)).toISOString()} INFO ${text}`;
  const ends = stages.map(({ startSeconds, seconds }) => startSeconds + seconds);
  const start = stages.flatMap(({ stage, seconds }, place) => {
    const sentence = sentences[stage];
    return sentence === undefined ? [] : [line(ends[place] ?? 0, `${sentence} ${inSeconds(seconds)}`)];
  });
  const ready = stages.findLast(({ stage }) => stage === 'session-creation');
  const first = stages.find(({ stage }) => stage === 'first-run');
  if (ready === undefined || first === undefined) return [line(0, `starting service, round ${round}, ${condition}`), ...start];
  let reached = first.startSeconds;
  const requests = runs.flatMap(({ shape, firstSeconds, secondSeconds, laterSeconds }) =>
    [firstSeconds, secondSeconds, ...laterSeconds].map((seconds) => {
      reached += seconds;
      return line(reached, `request took ${inSeconds(seconds)}${shapeText(shape)}`);
    }),
  );
  return [
    line(0, `starting service, round ${round}, ${condition}`),
    ...start,
    line(ready.startSeconds + ready.seconds, 'ready to serve requests'),
    ...requests.map((text, place) => (place === 0 ? text.replace('request took', 'first request took') : text)),
  ];
};

/** Trials as the log of a service that is started again and again, in the order of time: what coldcase itself can read. Failed ones are left out. */
export function trialLog(trials: readonly Trial[]): string {
  const lines = trials.filter(({ failure }) => failure === null).flatMap(logOf);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
