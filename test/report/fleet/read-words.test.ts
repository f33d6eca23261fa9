import { expect, it } from 'vitest';
import type { Fleet } from '../../../src/model/fleet.js';
import { readWords } from '../../../src/report/fleet/read-words.js';

it('counts one as one, and thousands with commas', () => {
  const words = (boots: number, copies: number, unread: number): string => readWords({ boots, replicas: 1, files: boots, copies, unread } as Fleet);
  expect(words(1, 1, 0)).toBe('1 boot of 1 replica in 1 file, 1 copy left out');
  expect(words(1200, 2, 1)).toBe('1,200 boots of 1 replica in 1,200 files, 2 copies left out, 1 could not be read');
});
