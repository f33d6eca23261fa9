import type { Io } from './io.js';

const patienceMilliseconds = 1000;
const redrawMilliseconds = 200;
const megabyte = 1e6;

export type Progress = {
  readonly update: (bytesRead: number, totalBytes: number | null) => void;
  /** Takes the line off the screen. */
  readonly stop: () => void;
};

type Bar = {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  setTotal(total: number): void;
  stop(): void;
};

const createBar = async (io: Io): Promise<Bar> => {
  const { SingleBar } = (await import('cli-progress')).default;
  return new SingleBar({ format: 'reading {megabytes} MB', stream: io.stderr as NodeJS.WritableStream, clearOnComplete: true, hideCursor: true, fps: 5 });
};

/** A line on stderr that tells how much has been read: only on a terminal, and only where reading takes longer than a second. */
export const createProgress = (io: Io, isWanted: boolean): Progress => {
  if (!isWanted || io.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const started = Date.now();
  let drawn = 0;
  let bar: Bar | null = null;
  let state: 'waiting' | 'loading' | 'drawing' | 'stopped' = 'waiting';
  const payload = (bytes: number): object => ({ megabytes: Math.round(bytes / megabyte) });
  return {
    update: (bytesRead) => {
      const now = Date.now();
      if (state === 'waiting' && now - started >= patienceMilliseconds) {
        state = 'loading';
        void createBar(io).then((made) => {
          if (state !== 'loading') return;
          made.start(1, 0, payload(bytesRead));
          bar = made;
          state = 'drawing';
        });
      }
      if (state !== 'drawing' || now - drawn < redrawMilliseconds) return;
      drawn = now;
      bar?.update(0, payload(bytesRead));
    },
    stop: () => {
      state = 'stopped';
      bar?.stop();
    },
  };
};
