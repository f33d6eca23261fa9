import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '../../src/model/fleet.js';
import { type Ran, run } from './run.js';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'coldcase-watch-'));

/** A run of `coldcase fleet --watch` in this process. */
export type Watching = {
  /** Waits until what is told satisfies this. */
  readonly until: (isSo: (fleet: Fleet) => boolean) => Promise<Fleet>;
  readonly stop: (signal: NodeJS.Signals) => Promise<Ran>;
  readonly ended: Promise<Ran>;
};

/** Starts it with these words, looking all the time. */
export const watch = (words: readonly string[]): Watching => {
  const out = join(newFolder(), 'fleet.json');
  let onSignal = (_: NodeJS.Signals): void => {};
  const ended = run(['fleet', '--watch', '--every', '20ms', '--workers', '1', '--output', `json=${out}`, '--format', 'json', ...words], {
    onSignal: (_, listener) => {
      onSignal = listener;
      return () => {};
    },
  });
  const told = (): Fleet | null => {
    try {
      return JSON.parse(readFileSync(out, 'utf8'));
    } catch {
      return null;
    }
  };
  return {
    ended,
    stop: (signal) => {
      onSignal(signal);
      return ended;
    },
    until: async (isSo) => {
      for (let attempt = 0; attempt < 500; attempt++) {
        const fleet = told();
        if (fleet !== null && isSo(fleet)) return fleet;
        await sleep(20);
      }
      throw new Error(`was never told; the last was ${JSON.stringify(told())}`);
    },
  };
};
