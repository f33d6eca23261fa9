import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { diagnose } from '../../src/index.js';
import type { CauseRule } from '../../src/rules/schema.js';
import { accountOf } from './account.js';

const captured = globSync('fixtures/captured/{gpu,gunicorn,node,process,uvicorn}/*.log').sort();
const causes = globSync('rules/causes/*.yaml').sort();
const variants = ['fixtures/lesson.log', ...globSync('fixtures/lesson-variants/*.log').sort()];

/** Tables of kubectl tell ages. */
const now = new Date('2026-11-27T00:00:00Z');

/** What is agreed about a log; `npx vitest run test/diagnose -u` writes it anew, to be read before it goes in. */
const agreed = (name: string): string => `golden/${name}.txt`;

describe('the account of a log is as agreed', () => {
  it.each(captured)('%s', async (log) => {
    await expect(accountOf(await diagnose(log, { now }))).toMatchFileSnapshot(agreed(`captured/${basename(dirname(log))}-${basename(log, '.log')}`));
  });

  it.each(variants)('%s', async (log) => {
    await expect(accountOf(await diagnose(log, { now }))).toMatchFileSnapshot(agreed(`lesson/${basename(log, '.log')}`));
  });

  it.each(causes)('the examples in %s', async (file) => {
    const { shows, not } = (parse(readFileSync(file, 'utf8')) as CauseRule).examples;
    const accounts = await Promise.all([...shows, ...not].map(async ({ log }) => accountOf(await diagnose(log.trimEnd().split('\n'), { now }))));
    await expect(accounts.join('\n')).toMatchFileSnapshot(agreed(`causes/${basename(file, '.yaml')}`));
  });
});
