import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomSource } from '../../src/statistics/random.js';
import { kills } from './kills.js';
import { surroundings } from './surroundings.js';

/** Those that take seconds; all of them, and more rounds, are for `npm run faults`. */
const short = [...kills.slice(0, 4), ...surroundings].filter(({ name }) => !name.startsWith('read error'));

describe('a fault around the command', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coldcase-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(short.map((fault) => [fault.name, fault] as const))(
    '%s',
    async (_, fault) => {
      const outcome = await fault.provoke(folder, { rounds: 2, random: randomSource(1) });
      // A sentence: it cannot be had here.
      if (typeof outcome === 'string') expect(outcome).toMatch(/^skipped: /);
      else expect(outcome.wrong).toEqual([]);
    },
    120_000,
  );
});
