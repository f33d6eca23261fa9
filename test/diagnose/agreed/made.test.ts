import { basename } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { accountOfLog } from './account.js';

describe('the account of a made start of each runtime is as agreed', () => {
  it.each(globSync('fixtures/made-starts/*.log').sort())('%s', async (log) => {
    await expect(await accountOfLog(log)).toMatchFileSnapshot(`golden/made/${basename(log, '.log')}.txt`);
  });
});
