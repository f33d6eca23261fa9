import type { Io } from './io.js';

const patienceMilliseconds = 1000;

export type WaitingLine = {
  /** Puts these figures into the line. */
  readonly update: (figures: Readonly<Record<string, string | number>>) => void;
  /** Takes the line off the screen. */
  readonly stop: () => void;
};

type Bar = { start(total: number, value: number, payload: object): void; update(value: number, payload: object): void; stop(): void };

/** A line on stderr for what takes longer than a second: only on a terminal. `format` names figures as `{trials}`. */
export const createWaitingLine = (io: Io, isWanted: boolean, format: string): WaitingLine => {
  if (!isWanted || io.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const begun = Date.now();
  let bar: Bar | null = null;
  let state: 'waiting' | 'loading' | 'drawing' | 'stopped' = 'waiting';
  return {
    update: (figures) => {
      if (state === 'waiting' && Date.now() - begun >= patienceMilliseconds) {
        state = 'loading';
        void import('cli-progress').then(({ default: { SingleBar } }) => {
          if (state !== 'loading') return;
          bar = new SingleBar({ format, stream: io.stderr as NodeJS.WritableStream, clearOnComplete: true, hideCursor: true, fps: 5 });
          bar.start(1, 0, figures);
          state = 'drawing';
        });
      }
      bar?.update(0, figures);
    },
    stop: () => {
      state = 'stopped';
      bar?.stop();
    },
  };
};
