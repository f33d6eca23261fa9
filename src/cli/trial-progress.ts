import type { TrialProgress } from '../reproduce/trials.js';
import type { Io } from './io.js';

type Bar = { start(total: number, value: number, payload: object): void; update(value: number, payload: object): void; stop(): void };

export type ShownTrials = {
  readonly update: (progress: TrialProgress) => void;
  /** Takes the line off the screen. */
  readonly stop: () => void;
};

const payload = ({ trials, secondsLeft }: TrialProgress): object => ({ trials, left: Math.ceil(secondsLeft) });

/** A line on stderr that tells how many trials were made and how long the rest takes at most: only on a terminal. */
export const showTrials = async (io: Io, isWanted: boolean): Promise<ShownTrials> => {
  if (!isWanted || io.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const { SingleBar } = (await import('cli-progress')).default;
  const format = '{trials} trials, about {left} s left; Ctrl-C ends with what there is';
  const bar: Bar = new SingleBar({ format, stream: io.stderr as NodeJS.WritableStream, clearOnComplete: true, hideCursor: true, fps: 5 });
  bar.start(1, 0, { trials: 0, left: '…' });
  return { update: (progress) => bar.update(0, payload(progress)), stop: () => bar.stop() };
};
