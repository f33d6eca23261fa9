import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadPlan } from '../../src/warm/plan/load.js';
import { planJsonSchema } from '../../src/warm/plan/schema.js';
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

  it("makes of a model's signature its inputs and shapes, valid by the JSON Schema", async () => {
    const { status, out, err } = await run(['plan', 'fixtures/models/small.onnx', '--shape', 'batch=1,8', 'sequence=16', '--device', 'cuda']);
    expect([status, err]).toEqual([0, '']);
    expect(loadPlan('plan.yaml', out)).toMatchObject({
      placement: 'after-fork',
      components: [{ name: 'device' }, { name: 'weights' }, { name: 'tokenizer' }, { name: 'forward' }],
      shapes: [{ shape: { batch: 1, sequence: 16 } }, { shape: { batch: 8, sequence: 16 } }],
      inputs: [
        { name: 'input_ids', type: 'int64', dims: ['batch', 'sequence'] },
        { name: 'attention_mask', type: 'int64', dims: ['batch', 'sequence'] },
      ],
    });
    expect(new Ajv({ strict: false }).validate(planJsonSchema(), parse(out))).toBe(true);
    expect((await run(['plan', 'fixtures/models/small.onnx'])).out).toContain(
      '# Assumed, since the model leaves it free and nothing tells: batch 1 · sequence 128. Give traffic, or --shape.',
    );
  });

  it('puts log, traffic, model and what was measured together', async () => {
    const access = file('access.log', '"POST /predict?batch=4&seq=64 HTTP/1.1" 200 2\n"POST /predict?batch=2&seq=64 HTTP/1.1" 200 2\n');
    const shapes = [
      { shape: { batch: 1, sequence: 64 }, firstSeconds: 2, steadySeconds: 0.1, peakBytes: 1024 ** 3 },
      { shape: { batch: 2, sequence: 64 }, firstSeconds: 3, steadySeconds: 0.2, peakBytes: 2 * 1024 ** 3 },
    ];
    const measured = file('result.json', JSON.stringify({ shapes }));
    const sources = ['fixtures/models/small.onnx', '--traffic', access, '--measured', measured];
    const { status, out } = await run(['plan', ...sources, '--memory', '16GiB']);
    expect(status).toBe(0);
    expect(out).toContain('- { batch: 2, sequence: 64, share: 50%, first: 3s, steady: 200ms, memory: 2GiB }');
    expect(out).toContain('- { batch: 4, sequence: 64, share: 50%, predicted: { steady: 400ms, memory: 4GiB } }');
    expect(out).toContain('# `predicted`: on a line through what was measured of other shapes');
    expect((await run(['plan', ...sources, '--memory', '4GiB'])).out).toContain(
      '# Not warmed (50 % of the requests): batch 4 · sequence 64; over the bound of memory',
    );
  });

  it('tells the size of a warm pool, with cost against latency; start and service times from a plan where it has them', async () => {
    const curve = file('curve.csv', 'time,rate\n0,7\n600,28\n1200,28\n');
    const { status, out } = await run(['plan', '--pool', curve, '--start', '60s', '--service', '100ms', '--slo', '500ms']);
    expect(status).toBe(0);
    expect(out).toMatch(/^2 spare warm replicas keep the 95th percentile under 500 ms, for 1 replica hours more than none\.\n\nspare +p95 +replica hours\n0 /);
    const plan = file('timed.yaml', 'version: 1\ncomponents: [{ name: weights, expected: 60s }]\nshapes: [{ batch: 1, steady: 100ms }]\n');
    expect((await run(['plan', '--pool', curve, '--plan', plan, '--slo', '500ms'])).out).toBe(out);
    const tooSlow = await run(['plan', '--pool', curve, '--plan', plan, '--slo', '50ms']);
    expect([tooSlow.status, tooSlow.out.split(':')[0]]).toEqual([1, 'No pool keeps the 95th percentile under 50 ms']);
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
    [['plan', '--pool', 'none.csv'], '--pool needs to know how long a start takes; give it by --start, as in --start 45s'],
    [['plan', '--pool', 'none.csv', '--start', '5'], '--start 5: 5 needs its unit, as in 45s'],
    [
      ['plan', '--pool', 'none.csv', '--start', '5s', '--service', '1s', '--slo', '2s'],
      'none.csv: there is no such file or folder; check the name and the folder you are in',
    ],
    [['plan', lesson, '--memory', '16'], '--memory 16: 16 needs its unit, as in 1.5GiB'],
    [['plan', lesson, '--shape', 'bacth=1'], '--shape bacth=1: there is no dimension `bacth`; did you mean batch?'],
    [['plan', lesson, '--measured', lesson], `${lesson}: is no JSON; name what coldcase warm --format json wrote`],
    [['plan', lesson, '--measured', 'package.json'], 'package.json: is no result of a warmup; name what coldcase warm --format json wrote'],
    [['plan', 'fixtures/models/small.onnx', 'other.onnx'], 'other.onnx: a plan is for one model, and this is a second one; plan it by itself'],
    [['plan', 'none.onnx'], 'none.onnx: there is no such file; name a .onnx file'],
    [
      ['plan', 'fixtures/models/small.onnx', '--traffic', file('images.csv', 'height,width\n2,2\n')],
      'the model takes none of these shapes; give the model that serves this traffic, or sizes that it takes by --shape',
    ],
    [['plan', '--traffic', 'nowhere.csv'], 'nowhere.csv: there is no such file or folder; check the name and the folder you are in'],
  ])('ends with 2 and one sentence: %j', async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, out: '', err: `coldcase: ${message}\n` });
  });
});
