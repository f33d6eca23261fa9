import { basename, dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { accountOfLog } from './account.js';

describe('the account of a captured log is as agreed', () => {
  it.each(globSync('fixtures/captured/{gpu,gunicorn,node,process,uvicorn}/*.log').sort())('%s', async (log) => {
    await expect(await accountOfLog(log)).toMatchFileSnapshot(`golden/captured/${basename(dirname(log))}-${basename(log, '.log')}.txt`);
  });
});
