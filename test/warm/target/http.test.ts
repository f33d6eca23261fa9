import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Shape } from '../../../src/model/boot.js';
import type { Dialect } from '../../../src/warm/target/dialect.js';
import { httpTarget } from '../../../src/warm/target/http.js';
import { kserve } from '../../../src/warm/target/kserve.js';
import { openai } from '../../../src/warm/target/openai.js';
import { plainJson, torchserve } from '../../../src/warm/target/plain.js';
import { send } from '../../../src/warm/target/send.js';
import type { Outcome } from '../../../src/warm/target/target.js';
import { parseTemplate } from '../../../src/warm/target/template.js';
import { tfServing } from '../../../src/warm/target/tf-serving.js';
import { json, type Reply, type Service, startService } from '../service.js';

let service: Service | null = null;
afterEach(async () => {
  await service?.close();
  service = null;
});

const never = new AbortController().signal;

const targetOn = async (reply: Reply, dialect: Dialect, path = '') => {
  service = await startService(reply);
  return httpTarget(new URL(`${service.url}${path}`), dialect, { send, clock: () => performance.now() / 1000, headers: { authorization: 'Bearer k' } });
};

const pass = async (reply: Reply, dialect: Dialect, shape: Shape, path = ''): Promise<Outcome> => (await targetOn(reply, dialect, path)).run(shape, 3, never);

const bodies = (): unknown[] => (service?.asked ?? []).filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));

const answerOf = (outcome: Outcome): unknown => (outcome.kind === 'answered' ? outcome.answer : outcome);

describe('a service of the OpenAI kind', () => {
  const stream: Reply = ({ path }, response) => {
    if (path === '/v1/models') return json(response, { data: [{ id: 'own-model' }] });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"id":"x1","choices":[{"index":0,"text":""}]}\n\ndata: {"id":"x1","choi');
    response.write('ces":[{"index":0,"text":"a c"}]}\n\n');
    response.end('data: {"id":"x1","choices":[{"index":0,"text":"at"}]}\n\ndata: [DONE]\n\n');
  };

  it('is asked for its model, then sent a prompt of so many words', async () => {
    const outcome = await pass(stream, openai(null), { sequence: 4 });
    expect(bodies()).toEqual([{ model: 'own-model', prompt: '3 the the the', max_tokens: 8, temperature: 0, stream: true }]);
    expect(answerOf(outcome)).toEqual([['a cat']]);
    expect(outcome).toMatchObject({ kind: 'answered', firstTokenSeconds: expect.any(Number) });
    expect(service?.asked.every(({ headers }) => headers.authorization === 'Bearer k')).toBe(true);
  });

  it('is sent a batch as a list of prompts that differ, since prefixes are cached', async () => {
    await pass(stream, openai('m'), { batch: 2, sequence: 2 });
    expect(bodies()).toMatchObject([{ model: 'm', prompt: ['6 the', '7 the'] }]);
  });

  it('that sends no token without end is left alone after 64 MiB, looked at in linear time', async () => {
    const piece = 'x'.repeat(65_536);
    const outcome = await pass((_, response) => void Readable.from(Array(1100).fill(piece)).pipe(response.on('error', () => {})), openai('m'), {});
    expect(outcome).toEqual({ kind: 'failed', why: 'the answer is larger than 64 MiB' });
  });

  it('may send its only token in a line that nothing ends', async () => {
    const outcome = await pass((_, response) => void response.end('data: {"choices":[{"index":0,"text":"cat"}]}'), openai('m'), {});
    expect(outcome).toMatchObject({ kind: 'answered', firstTokenSeconds: expect.any(Number) });
  });

  it('that ends its stream with an error has failed', async () => {
    const outcome = await pass((_, response) => void response.end('data: {"error":{"message":"out of memory"}}\n\n'), openai('m'), {});
    expect(outcome).toEqual({ kind: 'failed', why: 'the stream ends with an error: {"message":"out of memory"}' });
  });
});

describe('a service of the Open Inference Protocol', () => {
  const reply =
    (...shape: readonly number[]): Reply =>
    ({ method }, response) => {
      if (method === 'GET') return json(response, { inputs: [{ name: 'ids', datatype: 'INT64', shape }] });
      json(response, { id: 'x', outputs: [{ name: 'y', shape: [1], data: [0.5] }] });
    };

  it('is sent tensors of the sizes that the model leaves free', async () => {
    const outcome = await pass(reply(-1, -1), kserve('bert'), { batch: 2, sequence: 3 });
    expect(service?.asked.map(({ path }) => path)).toEqual(['/v2/models/bert', '/v2/models/bert/infer']);
    expect(bodies()).toEqual([{ inputs: [{ name: 'ids', datatype: 'INT64', shape: [2, 3], data: [13, 14, 15, 16, 17, 18] }] }]);
    expect(answerOf(outcome)).toEqual([[['y', [1], [0.5]]]]);
  });

  it.each([
    [[-1, 128], { sequence: 512 }, 'the model takes no sequence of 512: its inputs are ids [-1, 128]'],
    [[-1, -1], { batch: 1 }, 'input ids has a free sequence of which the plan names no size; add it to the shape'],
    [[8, -1], { batch: 4, sequence: 8 }, 'the model takes no batch of 4: its inputs are ids [8, -1]'],
  ])('with inputs %j does not take %j', async (dims, shape, why) => {
    expect(await pass(reply(...dims), kserve('bert'), shape)).toEqual({ kind: 'failed', why });
  });

  it('takes a fixed size that the plan asks for, and images', async () => {
    expect((await pass(reply(-1, 128), kserve('m'), { sequence: 128 })).kind).toBe('answered');
    await service?.close();
    await pass(reply(-1, 3, -1, -1), kserve('m'), { batch: 1, height: 2, width: 4 });
    expect(bodies()).toMatchObject([{ inputs: [{ shape: [1, 3, 2, 4] }] }]);
  });

  it('whose model is unknown says how to mend it', async () => {
    expect(await pass((_, response) => json(response, { error: 'unknown model' }, 404), kserve('brt'), {})).toEqual({
      kind: 'failed',
      why: 'GET /v2/models/brt answered 404: {"error":"unknown model"}',
    });
  });
});

describe('TF Serving', () => {
  it('is sent its inputs by name, as lists in lists', async () => {
    const dims = { dim: [{ size: '-1' }, { size: '2' }] };
    const metadata = { metadata: { signature_def: { signature_def: { serving_default: { inputs: { x: { dtype: 'DT_FLOAT', tensor_shape: dims } } } } } } };
    const outcome = await pass(({ method }, response) => json(response, method === 'GET' ? metadata : { outputs: [[1]] }), tfServing('half'), { batch: 2 });
    expect(service?.asked.map(({ path }) => path)).toEqual(['/v1/models/half/metadata', '/v1/models/half:predict']);
    expect(bodies()).toEqual([
      {
        inputs: {
          x: [
            [0.06, 0.08],
            [0.1, 0.12],
          ],
        },
      },
    ]);
    expect(answerOf(outcome)).toEqual([[[1]]]);
  });
});

describe('TorchServe', () => {
  it('is sent a batch as so many requests at once', async () => {
    await pass((_, response) => json(response, [1]), torchserve('m', null), { batch: 3, sequence: 2 });
    expect(service?.asked.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => '/predictions/m'));
    expect(bodies()[0]).toEqual({ data: '3 the' });
  });
});

describe('a service with a template', () => {
  it('is sent the template with its placeholders filled, at the path of the target', async () => {
    const template = parseTemplate('t.json', '{"texts":"{{texts}}","n":"{{sequence}}","note":"{{batch}} of {{sequence}}","fixed":[true]}');
    await pass((_, response) => json(response, {}), plainJson(template), { batch: 2, sequence: 2 }, '/predict?v=1');
    expect(bodies()).toEqual([{ texts: ['6 the', '7 the'], n: 2, note: '2 of 2', fixed: [true] }]);
    expect(service?.asked[0]?.path).toBe('/predict?v=1');
  });
});

describe('a pass that would fill the memory of whoever sends it', () => {
  const refused = { kind: 'failed', why: 'would be 1000000000 values in one request; 8388608 are sent at most' };

  it('is not made of a shape of the plan', async () => {
    expect(await pass((_, response) => json(response, {}), openai('m'), { sequence: 1_000_000_000 })).toEqual(refused);
    expect(await pass((_, response) => json(response, {}), torchserve('m', null), { batch: 1_000, sequence: 1_000_000 })).toEqual(refused);
  });

  it('is not seen in words beside pixels', async () => {
    const outcome = await pass((_, response) => json(response, {}), plainJson(parseTemplate('t.json', '{"n":"{{batch}}"}')), {
      batch: 4,
      sequence: 77,
      height: 1024,
      width: 1024,
    });
    expect(outcome).toMatchObject({ kind: 'answered' });
  });

  it('is not made because a service says that its model has such an input', async () => {
    const metadata: Reply = (_, response) => json(response, { inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 1e12] }] });
    expect(await pass(metadata, kserve('m'), { batch: 1 })).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/^input x would be 1000000000000 values/),
    });
  });
});

describe('a service in trouble', () => {
  const template = parseTemplate('t.json', '{"text":"{{text}}"}');

  it.each<[string, Reply, Outcome]>([
    [
      'answers an error',
      (_, response) => json(response, { detail: 'too\n long' }, 422),
      { kind: 'failed', why: 'POST / answered 422: {"detail":"too\\n long"}' },
    ],
    ['is not ready', (_, response) => void response.writeHead(503).end(), { kind: 'busy', why: 'POST / answered 503' }],
  ])('that %s', async (_name, reply, outcome) => {
    expect(await pass(reply, plainJson(template), {})).toEqual(outcome);
  });

  it('that hangs up has dropped it', async () => {
    expect(await pass((_, response) => void response.destroy(), plainJson(template), {})).toMatchObject({ kind: 'dropped' });
  });

  it('that dies in the middle of its answer has dropped it', async () => {
    const outcome = await pass(
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"a"', () => response.destroy());
      },
      plainJson(template),
      {},
    );
    expect(outcome).toMatchObject({ kind: 'dropped' });
  });

  it('that is down is unreachable and not alive', async () => {
    const target = await targetOn((_, response) => json(response, {}), plainJson(template));
    expect(await target.isAlive(never)).toBe(true);
    await service?.close();
    expect(await target.run({}, 0, never)).toMatchObject({ kind: 'unreachable', why: expect.stringContaining('cannot be reached (ECONNREFUSED)') });
    expect(await target.isAlive(never)).toBe(false);
  });

  it('that is slow is left alone once time is up', async () => {
    const controller = new AbortController();
    const target = await targetOn(() => controller.abort('the deadline has passed'), plainJson(template));
    expect(await target.run({}, 0, controller.signal)).toEqual({ kind: 'failed', why: 'was stopped while it waited for an answer' });
  });

  it('that answers no JSON where JSON is due', async () => {
    const metadata = { inputs: [{ name: 'x', datatype: 'FP32', shape: [-1] }] };
    const reply: Reply = ({ method }, response) => (method === 'GET' ? json(response, metadata) : void response.end('<html>'));
    expect(await pass(reply, kserve('m'), {})).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/^the answer is no JSON \(.*\); check --protocol$/),
    });
  });
});
