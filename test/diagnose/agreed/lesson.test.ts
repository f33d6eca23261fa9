import { basename } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { accountOfLog } from './account.js';

describe('the account of a variant of the lesson is as agreed', () => {
  it.each(['fixtures/lesson.log', ...globSync('fixtures/lesson-variants/*.log').sort()])('%s', async (log) => {
    await expect(await accountOfLog(log)).toMatchFileSnapshot(`golden/lesson/${basename(log, '.log')}.txt`);
  });
});
