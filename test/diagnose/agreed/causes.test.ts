import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CauseRule } from '../../../src/rules/schema.js';
import { accountOfLog } from './account.js';

describe("the accounts of a cause's examples are as agreed", () => {
  it.each(globSync('rules/causes/*.yaml').sort())('%s', async (file) => {
    const { shows, not } = (parse(readFileSync(file, 'utf8')) as CauseRule).examples;
    const accounts = await Promise.all([...shows, ...not].map(({ log }) => accountOfLog(log.trimEnd().split('\n'))));
    await expect(accounts.join('\n')).toMatchFileSnapshot(`golden/causes/${basename(file, '.yaml')}.txt`);
  });
});
