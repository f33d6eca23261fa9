import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/warm/plan/load.js';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-plan-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const lesson = 'fixtures/lesson.log';

describe('coldcase plan', () => {
  it('makes of the lesson: context first, tokenizer loaded and run, lengths 128 and 512, ready only then', async () => {
    const { status, out, err } = await run(['plan', lesson]);
    expect([status, err]).toEqual([0, '']);
    await expect(out).toMatchFileSnapshot('golden/lesson.plan.yaml');
    const plan = loadPlan('plan.yaml', out);
    expect(plan.components.map(({ name }) => name)).toEqual(['device', 'weights', 'tokenizer', 'forward']);
    expect(plan.shapes.map(({ shape }) => shape)).toEqual([{ sequence: 128 }, { sequence: 512 }]);
    expect(plan.placement).toBe('after-fork');
  });

  it('says the same of the report as of the log', async () => {
    const report = file('report.json', (await run(['--format', 'json', lesson])).out);
    const [ofLog, ofReport] = [await run(['plan', lesson]), await run(['plan', report])];
    expect(ofReport.out.replace(report, lesson)).toBe(ofLog.out);
  });

  it('predicts by what the log measured, and names the memory', async () => {
    const { out } = await run(['plan', 'fixtures/captured/gpu/new-shape.log']);
    expect(out).toContain('- { batch: 8, sequence: 512, first: 15.86s }');
    expect(out).toContain('memory: { peak: 1.57GiB, limit: 139.8GiB, headroom: 25% } # 1.6 GiB of 139.8 GiB at the peak, 1 %, which leaves the headroom');
  });

  it('counts requests, pads them, and says what stays cold', async () => {
    const traffic = file('requests.csv', `batch,sequence,count\n1,100,950\n8,300,45\n8,4000,5\n`);
    const { status, out } = await run(['plan', '--traffic', traffic, '--buckets', '128,512', '--cover', '95%', '--device', 'cpu']);
    expect(status).toBe(0);
    expect(out).toContain('# Smallest first: they cover 95 % of the requests seen.');
    expect(out).toContain('  - { batch: 1, sequence: 128, share: 95% }\n\n');
    expect(out).toContain('# Not warmed (5 % of the requests): batch 8 · sequence 512; rarer than what 95 % asks for; left to their first request.');
    expect(out).toContain('# Not warmed (under 1 % of the requests): batch 8 · sequence 4000; larger than the largest bucket');
    expect(out).toContain('placement: before-fork');
    expect((await run(['plan', '--traffic', traffic, '--buckets', '128'])).err).toBe(
      'coldcase: these shapes cover 95 % of the requests, and 99 % were asked for; the comments of the plan say what is left out\n',
    );
  });

  it('lets nothing of a log into the plan but as a comment', async () => {
    const evil = file('evil\n- {x: 1}.log', readFileSync(lesson, 'utf8'));
    const { status, out } = await run(['plan', evil]);
    expect(status).toBe(0);
    expect(out.split('\n').filter((line) => line.includes('{x: 1}'))).toHaveLength(1);
  });

  it.each([
    [
      ['plan', 'fixtures/captured/gunicorn/lazy.log'],
      'no shape of a request is known from this; give requests by --traffic, or a log that names batch or sequence',
    ],
    [['plan', lesson, '--buckets', '64'], 'every shape is larger than the largest bucket; give --buckets that hold them'],
    [['plan', lesson, '--buckets', 'batsh=1'], '--buckets batsh=1: there is no dimension `batsh`; did you mean batch?'],
    [['plan', lesson, '--buckets', '1,x'], '--buckets 1,x: give whole numbers with commas between them, as in 128,256,512'],
    [['plan', lesson, '--cover', '99'], '--cover 99: 99 needs its unit, as in 20%'],
    [['plan', lesson, '--cover', '101%'], '--cover 101%: give more than 0% and at most 100%'],
    [['plan', lesson, '--device', 'tpu'], '--device tpu: give cuda or cpu'],
    [['plan', '--traffic', 'nowhere.csv'], 'nowhere.csv: there is no such file or folder; check the name and the folder you are in'],
  ])('ends with 2 and one sentence: %j', async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, out: '', err: `coldcase: ${message}\n` });
  });
});
