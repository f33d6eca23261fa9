import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../src/cli/audit/free-port.js';
import type { Report } from '../../src/model/report.js';
import type { Reproduction } from '../../src/model/reproduction.js';
import { reproductionJsonSchema } from '../../src/report/reproduction/schema.js';
import { madeTokenizer } from '../reproduce/made-tokenizer.js';
import { commandOf, echo } from '../reproduce/service/stand-in.js';
import { DataType, tensor, tinyModel } from '../reproduce/tiny-model.js';
import { run } from './run.js';

const small = 'fixtures/models/small.onnx';
const isBuilt = existsSync('dist/reproduce/trial.cjs');
const folder = mkdtempSync(join(tmpdir(), 'coldcase-reproduce-'));
const file = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
const local = 'http://localhost:8000/health';
const reproduce = (...words: string[]) => run(['reproduce', ...words], { env });

describe('coldcase reproduce, before any trial', () => {
  it.each([
    [['/no/such.onnx'], '/no/such.onnx: there is no such file; name a .onnx file'],
    [[file('text.onnx', 'hello\n')], 'text.onnx: it is no ONNX model; name a .onnx file'],
    [[file('cut.onnx', readFileSync(small).subarray(0, 1000))], 'cut.onnx: it ends in the middle of its data, after 1000 bytes; copy the model again'],
    [[file('height.onnx', tinyModel({ inputs: [tensor('x', DataType.FLOAT, 'height')] }))], 'the dimension `height` of the input `x` has no size'],
    [[small, '--shape', 'bacth=1'], '--shape bacth: no input has such a dimension; did you mean batch?'],
    [[small, '--try', 'treads'], '--try treads: there is no such change; did you mean threads?'],
    [[small, '--precision', '5'], '--precision 5: give a share of the median, as in --precision 5%'],
    [[small, '--max-trials', '0'], '--max-trials 0: give a number from 1 to 1000'],
    [[small, '--max-trials', '1.5'], '--max-trials 1.5: give a whole number from 1 to 1000'],
    [[small, '--from', '/no/such.log'], '/no/such.log'],
    [[small, '--emit-log', small], `--emit-log into ${small}: ${small} is an input; name another file`],
    [
      [small, '--format', 'sarif'],
      'this format says nothing of a reproduction; there are text, markdown, json, csv, perfetto, otlp, prometheus, openmetrics, svg, html',
    ],
    [[small, '--inputs', '/no/such.npz'], '/no/such.npz: it cannot be read (ENOENT); name a .json or .npz file of inputs'],
    [[small, '--text', 'hello'], '--text: there is no tokenizer.json beside the model; name it by --tokenizer'],
    [[small, '--tokenizer', file('no-tokenizer.json', '{}')], 'no-tokenizer.json: it holds no tokenizer; name a tokenizer.json'],
    [[file('speech.onnx', tinyModel()), '--tokenizer', file('made.json', '{"model": {}}')], 'speech.onnx: no input of the model is made of text'],
    [[small, '--shape', 'batch=1000000000', 'sequence=128'], 'the shape batch=1000000000 sequence=128 asks for 1907.3 GiB of inputs, and there are '],
    [[small, '--concurrency', '65'], '--concurrency 65: give a number from 1 to 64'],
    [['--command', 'true', '--ready', local, '--concurrency', '2'], '--concurrency 2: there is no request; give its body, as in --request body.json'],
    [[small, '--idle', '5'], '--idle 5: give times of up to an hour, as in --idle 5s,60s'],
    [[small, '--evict', 'x.pt'], "--evict x.pt: the model's own files are evicted as it is; of a model there is --evict library besides"],
    [[], 'name an .onnx file, or give what starts a server by --command; see coldcase reproduce --help'],
    [[small, '--command', 'true', '--ready', local], `${small}: either a model or --command is started, not both; leave one out`],
    [[small, '--ready', local], '--ready is about a server; give what starts it by --command'],
    [['--command', 'true', '--ready', local, '--try', 'all'], '--try is about a model; with --command there are --variant and --set'],
    [['--command', 'true'], '--command: say how the server is known to be ready, as in --ready http://localhost:8000/health'],
    [['--command', '  ', '--ready', local], "--command is empty; give what starts the server, as in --command 'python serve.py'"],
    [['--command', 'true', '--ready', 'localhost'], '--ready localhost: give a URL, as in --ready http://localhost:8000/health'],
    [['--command', 'true', '--ready', local, '--request', '/no/such.json'], '/no/such.json: it cannot be read (ENOENT)'],
    [['--command', 'true', '--ready', local, '--path', '/x'], '--path /x: there is no request; give its body, as in --request body.json'],
    [['--command', 'true', '--ready', local, '--evict', '/no/such.pt'], '/no/such.pt: there is no such file to evict; name the files of the weights'],
    [['--command', 'true', '--ready', local, '--variant', 'x'], '--variant x: give a name and a command, as in --variant'],
    [['--command', 'true', '--ready', local, '--set', 'A=1', '--set', 'A=1'], 'two variants are called A=1; give each a name of its own'],
    [['--command', 'echo no model >&2; exit 3', '--ready', 'http://127.0.0.1:9/'], 'it ended with status 3 before it was ready: no model'],
    [[small, '--output', `junit=${join(folder, 'x.xml')}`], 'this format says nothing of a reproduction; there are text, markdown, json, csv'],
  ])('says in a sentence what is wrong: %j', async (words, message) => {
    const { status, out, err } = await reproduce(...words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe.skipIf(!isBuilt)(`coldcase reproduce${isBuilt ? '' : ' (skipped: npm run build makes the program of a trial)'}`, () => {
  it('measures the small model without any option but bounds, as its schema says', async () => {
    const { status, out, err } = await reproduce(small, '--max-trials', '2', '--seed', '1', '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    const answer: Reproduction = JSON.parse(out);
    expect(new Ajv2020().validate(reproductionJsonSchema, answer)).toBe(true);
    expect(answer.trials.filter(({ failure }) => failure === null).length).toBeGreaterThanOrEqual(4);
    const stages = answer.trials[0]?.stages ?? [];
    expect(stages.map(({ stage }) => stage)).toEqual(['process-start', 'import', 'file-read', 'session-creation', 'input-building', 'first-run']);
    const { creation } = answer;
    expect(creation?.starts).toBe(3);
    expect(creation?.loadSeconds).toBeGreaterThan(0);
    expect(creation?.seconds).toBeGreaterThan(Math.max(creation?.loadSeconds ?? 0, creation?.initialisationSeconds ?? 0));
    // One clock: no stage begins before the one in front of it is over.
    for (const [at, { startSeconds }] of stages.entries()) {
      const before = stages[at - 1];
      expect(startSeconds).toBeGreaterThanOrEqual(before === undefined ? 0 : before.startSeconds + before.seconds - 1e-9);
    }
    expect(answer.bindings.map(({ basis }) => basis)).toEqual(['assumed', 'assumed']);
  });

  it('runs every shape in every trial, and another first in the next round', async () => {
    const { out } = await reproduce(small, '--shape', 'batch=1,2', 'sequence=16', '--max-trials', '2', '--format', 'json');
    const { shapes, trials }: Reproduction = JSON.parse(out);
    expect(shapes.map(({ shape }) => shape)).toEqual([
      { batch: 1, sequence: 16 },
      { batch: 2, sequence: 16 },
    ]);
    expect(shapes.every(({ firstInProcess, firstAfterOthers }) => firstInProcess !== null && firstAfterOthers !== null)).toBe(true);
    expect(shapes.every(({ penalty, penaltyAfterOthers }) => penalty !== null && penaltyAfterOthers !== null)).toBe(true);
    expect(trials.every(({ runs }) => runs.length === 2)).toBe(true);
  });

  it('takes a model of every type of input that it has values for', async () => {
    const types = ['FLOAT', 'UINT8', 'INT8', 'UINT16', 'INT16', 'INT32', 'INT64', 'BOOL', 'FLOAT16', 'DOUBLE', 'UINT32', 'UINT64'] as const;
    const inputs = types.map((type) => tensor(`x_${type}`, DataType[type], 2));
    const node = types.map((type, at) => ({ opType: 'Identity', input: [`x_${type}`], output: [at === 0 ? 'y' : `y_${type}`] }));
    const { status, err } = await reproduce(file('types.onnx', tinyModel({ inputs, node })), '--max-trials', '1', '--quiet');
    expect([status, err]).toEqual([0, '']);
  });

  it('tries them on a model whose weights are in a file of their own', async () => {
    const externalData = Object.entries({ location: 'weights.data', offset: '0', length: '12' }).map(([key, value]) => ({ key, value }));
    const initializer = [{ name: 'w', dims: [3, 1], dataType: DataType.FLOAT, dataLocation: 1, externalData }];
    file('weights.data', Buffer.from(Float32Array.of(1, 2, 3).buffer));
    const path = file(
      'apart.onnx',
      tinyModel({ inputs: [tensor('x', DataType.FLOAT, 'batch', 3)], node: [{ opType: 'MatMul', input: ['x', 'w'], output: ['y'] }], initializer }),
    );
    const { status, out, err } = await reproduce(path, '--try', 'saved-model', '--max-trials', '1', '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    const { trials, changes }: Reproduction = JSON.parse(out);
    expect(trials.filter(({ failure }) => failure !== null).map(({ failure }) => failure)).toEqual([]);
    expect(changes.map(({ id }) => id)).toEqual(['saved-model']);
    expect(
      trials
        .filter(({ condition }) => condition !== 'saved-model')
        .flatMap(({ stages }) => stages)
        .some(({ stage }) => stage === 'file-read'),
    ).toBe(false);
  });

  it('adds the starts of the base to a baseline, within the bounds of CI', async () => {
    const baseline = join(folder, 'baseline.json');
    const { status, err, out } = await reproduce(small, '--ci', '--max-trials', '2', '--record', baseline, '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out).settings).toMatchObject({ precision: 0.1, maxSeconds: 45, maxTrials: 2 });
    const { runs } = JSON.parse(readFileSync(baseline, 'utf8'));
    expect(runs).toHaveLength(2);
    expect(runs[0].boots[0].timeToReady).toBeGreaterThan(0);
  });

  it('tells what a run takes after an idle time', async () => {
    const { out } = await reproduce(small, '--idle', '20ms', '--max-trials', '1', '--evict', 'library', '--format', 'json');
    const { idle }: Reproduction = JSON.parse(out);
    expect(idle.map(({ idleSeconds, run }) => [idleSeconds, run.values])).toEqual([[0.02, 2]]);
    const shown = await reproduce(small, '--idle', '20ms', '--max-trials', '1');
    expect(shown.out).toMatch(/^ {2}20\.0 ms +\d.* ms/m);
  });

  it('takes inputs of your own, whose sizes are the shape', async () => {
    const inputs = file('inputs.json', JSON.stringify({ input_ids: [[1, 2, 3]], attention_mask: [[1, 1, 0]] }));
    const { status, out, err } = await reproduce(small, '--inputs', inputs, '--max-trials', '1', '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    const { shapes, trials }: Reproduction = JSON.parse(out);
    expect(shapes.map(({ shape }) => shape)).toEqual([{ batch: 1, sequence: 3 }]);
    expect(trials.map(({ failure }) => failure)).toEqual(trials.map(() => null));
  });

  it('loads the tokenizer beside the model, and makes the inputs of text by it', async () => {
    const own = mkdtempSync(join(folder, 'pipeline-'));
    copyFileSync(small, join(own, 'model.onnx'));
    writeFileSync(join(own, 'tokenizer.json'), JSON.stringify(madeTokenizer(['cold', 'start'])));
    const words = ['--text', 'cold start', '--try', 'tokenizer-format', '--max-trials', '1', '--format', 'json'];
    const { status, out, err } = await reproduce(join(own, 'model.onnx'), ...words);
    expect([status, err]).toEqual([0, '']);
    const { trials, changes }: Reproduction = JSON.parse(out);
    expect(changes.map(({ title, diskBytes }) => [title, diskBytes > 0])).toEqual([['tokenizer as vocab.txt', true]]);
    expect(trials[0]?.stages.map(({ stage }) => stage)).toContain('tokenizer-load');
    expect(trials.map(({ failure }) => failure)).toEqual(trials.map(() => null));
  });

  it('takes the sizes that the requests of a log had', async () => {
    const log = file('requests.log', 'ready to serve requests\nrequest 1: 200 in 1652 ms (batch=1 seq_len=256)\n');
    const { out } = await reproduce(small, '--from', log, '--max-trials', '1', '--format', 'json');
    const { shapes, scenario }: Reproduction = JSON.parse(out);
    expect(shapes.map(({ shape }) => shape)).toEqual([{ batch: 1, sequence: 256 }]);
    expect(scenario?.phases.map(({ phase }) => phase)).toContain('compile');
    const shown = await reproduce(small, '--from', log, '--max-trials', '1');
    expect(shown.out).toMatch(/^Observed and reproduced$/m);
  });

  it('loads as the service of a log did, and has as many first requests at once, whose own log says the same', async () => {
    const log = file(
      'lazy.log',
      [
        '2026-11-26T18:00:00.000Z imported onnxruntime in 0.5 s',
        '2026-11-26T18:00:00.100Z ready to serve requests',
        '2026-11-26T18:00:02.600Z loading weights took 2.4 s',
        '2026-11-26T18:00:03.100Z request took 3.0 s (batch=1 seq_len=16)',
        '2026-11-26T18:00:03.150Z request took 3.0 s (batch=1 seq_len=16)',
        '2026-11-26T18:00:03.200Z request took 2.9 s (batch=1 seq_len=16)\n',
      ].join('\n'),
    );
    const trialLog = join(folder, 'lazy-trials.log');
    const { status, out, err } = await reproduce(small, '--from', log, '--max-trials', '2', '--format', 'json', '--emit-log', trialLog);
    expect([status, err]).toEqual([0, '']);
    const { trials, scenario, atOnce, shapes }: Reproduction = JSON.parse(out);
    expect(scenario).toMatchObject({ loading: 'lazy', requestsAtOnce: 3 });
    expect(shapes.map(({ shape }) => shape)).toEqual([{ batch: 1, sequence: 16 }]);
    expect(atOnce.every(({ requests }) => requests === 3)).toBe(true);
    for (const trial of trials) {
      const creation = trial.stages.find(({ stage }) => stage === 'session-creation')?.seconds ?? Number.NaN;
      // They came before the model was there, and waited for it.
      expect(Math.min(...(trial.atOnce?.coldSeconds ?? []))).toBeGreaterThan(creation);
    }
    const { boots }: Report = JSON.parse((await run(['--format', 'json', '--thresholds', 'fine', trialLog])).out);
    expect(boots.map((boot) => [boot.loading?.strategy, boot.firstRequestsAtOnce])).toEqual(trials.map(() => ['lazy', 3]));
    const shown = await reproduce(small, '--concurrency', '2', '--max-trials', '1');
    expect(shown.out).toMatch(/^2 first runs at once$/m);
  });

  it('writes its trials as a log that coldcase diagnoses, a boot a trial', async () => {
    const log = join(folder, 'trials.log');
    const { out } = await reproduce(small, '--max-trials', '1', '--emit-log', log, '--format', 'json');
    const { trials }: Reproduction = JSON.parse(out);
    const { boots } = JSON.parse((await run(['--format', 'json', log])).out);
    expect(boots).toHaveLength(trials.filter(({ failure }) => failure === null).length);
  });

  it('says which file it cannot write the log into, and answers all the same', async () => {
    const { status, out, err } = await reproduce(small, '--max-trials', '1', '--quiet', '--emit-log', '/no/such/folder/trials.log');
    expect([status, err]).toEqual([2, 'coldcase: /no/such/folder/trials.log: its folder does not exist: make it first\n']);
    expect(out).toMatch(/^A cold start of small\.onnx takes /);
  });

  it('tells on a terminal how long the rest takes, and takes that off again', async () => {
    const { out, err } = await run(['reproduce', small, '--max-trials', '8', '--no-color'], { env, isTerminal: true });
    expect(err).toMatch(/\d+ trials, about \d+ s left; Ctrl-C ends with what there is/);
    expect(out).toMatch(/^A cold start of small\.onnx takes /);
  });

  it('tries every change', async () => {
    const { status, out, err } = await reproduce(small, '--try', 'all', '--max-trials', '1', '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    const { changes, trials, providers, remarks }: Reproduction = JSON.parse(out);
    expect(remarks).toContain('Left out: the tokenizer in another format: no input of the model is made of text.');
    const here = [
      'graph-optimization',
      'basic-optimization',
      'extended-optimization',
      'prepacking',
      'threads',
      'arena',
      'by-path',
      'preload-library',
      'external-data',
      'saved-model',
      'saved-external',
      'warmup',
    ];
    expect(changes.map(({ id }) => id)).toEqual(here);
    expect(providers.map(({ provider, outcome }) => [provider, outcome])).toEqual([
      ['cuda', 'provider-fallback'],
      ['tensorrt', 'provider-fallback'],
    ]);
    expect(trials.filter(({ failure }) => failure !== null).map(({ failure }) => failure)).toEqual([]);
    expect(changes.filter(({ diskBytes }) => diskBytes > 100_000).map(({ id }) => id)).toEqual(['external-data', 'saved-model', 'saved-external']);
  });

  it('says what the model says of a shape that it refuses, goes on with the others, and ends with 2', async () => {
    const node = [{ opType: 'MatMul', input: ['x', 'w'], output: ['y'] }];
    const initializer = [{ name: 'w', dims: [3, 1], dataType: DataType.FLOAT, floatData: [1, 2, 3] }];
    const path = file('three.onnx', tinyModel({ inputs: [tensor('x', DataType.FLOAT, 1, 'width')], node, initializer }));
    const all = await reproduce(path, '--shape', 'width=4', '--max-trials', '1');
    expect([all.status, all.out]).toEqual([2, '']);
    expect(all.err).toContain('three.onnx: the model refuses the shape width=4: ');
    const some = await reproduce(path, '--shape', 'width=3,4', '--max-trials', '1');
    expect(some.status).toBe(2);
    expect(some.err).toContain('coldcase: the model refuses the shape width=4: ');
    expect(some.out).toContain('Left out: the model refuses the shape width=4');
  });

  it('says what the library says of a model that it cannot load', async () => {
    const path = file('unknown.onnx', tinyModel({ node: [{ opType: 'NoSuchOperator', input: ['x'], output: ['y'] }] }));
    const { status, err } = await reproduce(path);
    expect(status).toBe(2);
    expect(err).toMatch(/unknown\.onnx: ONNX Runtime has no operator NoSuchOperator at opset 13; export the model without it/);
  });

  it('says what the library says of a model of a version that it does not know', async () => {
    const future = onnxProto.onnx.ModelProto.decode(tinyModel());
    future.opsetImport = [{ domain: '', version: 9999 }];
    const ahead = await reproduce(file('future.onnx', onnxProto.onnx.ModelProto.encode(future).finish()), '--shape', 'batch=1');
    expect(ahead.status).toBe(2);
    expect(ahead.err).toMatch(/future\.onnx: it is of opset 9999, and ONNX Runtime has those up to \d+; export it for one of these$/m);
  });

  it('ends a trial that takes too long, and says so', async () => {
    const { status, err } = await reproduce(small, '--trial-timeout', '0.005');
    expect(status).toBe(2);
    expect(err).toMatch(/^coldcase: fixtures\/models\/small\.onnx: not at its end after 0\.005 s, in /);
  });

  it('keeps what was measured on Ctrl-C, says how much, and ends with 130', async () => {
    const child = spawn(process.execPath, ['dist/bin/coldcase.js', 'reproduce', small, '--precision', '0.1%', '--max-trials', '1000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(130);
    expect(out).toMatch(/Interrupted: this is what \d+ trials show\./);
  });
});

describe('coldcase reproduce --command', () => {
  it('measures a server as a black box, and a variant of it, as the schema says', async () => {
    const port = await freePort();
    const log = join(folder, 'service.log');
    const words = ['--command', commandOf(port, echo), '--ready', `http://127.0.0.1:${port}/`, '--request', file('body.json', '{"prompt": "x"}')];
    const bounds = ['--max-trials', '2', '--set', 'ONE=1', '--variant', 'broken=exit 4', '--emit-log', log, '--format', 'json'];
    const { status, out, err } = await reproduce(...words, ...bounds);
    expect([status, err]).toEqual([2, 'coldcase: broken does not come up: it ended with status 4 before it was ready\n']);
    const answer: Reproduction = JSON.parse(out);
    const validate = new Ajv2020().compile(reproductionJsonSchema);
    validate(answer);
    expect(validate.errors).toBeNull();
    expect(answer.conditions.map(({ id, trials }) => [id, trials])).toEqual([
      ['fresh-start', 2],
      ['fresh-start-again', 2],
      ['ONE=1', 2],
    ]);
    expect(answer.service?.request?.url).toBe(`http://127.0.0.1:${port}/v1/completions`);
    expect(
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line === 'ready to serve requests').length,
    ).toBeGreaterThanOrEqual(6);
  }, 60_000);

  it('shows until when it listens, is ready and has answered, and what its requests take', async () => {
    const port = await freePort();
    const { out } = await reproduce('--command', commandOf(port, echo), '--ready', `http://127.0.0.1:${port}/`, '--request', small, '--max-trials', '1');
    expect(out).toMatch(/^A cold start of `exec .*takes .* to its\s+first\s+answer/s);
    for (const row of [/^ {2}listening .* ms/m, /^ {2}ready .* ms/m, /^ {2}first-request .* ms/m, /^ {2}whole answer .* ms/m]) expect(out).toMatch(row);
  }, 60_000);
});
