import { afterEach, describe, expect, it } from 'vitest';
import { parseOtlpEndpoint } from '../../../src/cli/options/otlp-endpoint.js';
import { type SendTimes, sendOtlp } from '../../../src/cli/output/send-otlp.js';
import type { BootReport } from '../../../src/model/report.js';
import { lessonBoot, reportOf } from '../../report/lesson-report.js';
import { throughOtlp } from '../../report/otlp/schema.js';
import { vllmBoot } from '../../report/vllm-report.js';
import { type Answer, type Receiver, startReceiver } from '../otlp-receiver.js';
import { run } from '../run.js';

const soon: SendTimes = { attemptMilliseconds: 2000, totalMilliseconds: 4000, firstPauseMilliseconds: 1 };
const atOnce: SendTimes = { attemptMilliseconds: 50, totalMilliseconds: 10_000, firstPauseMilliseconds: 1e6 };

let receiver: Receiver | null = null;
const start = async (answer?: Answer): Promise<Receiver> => {
  receiver = await startReceiver(answer);
  return receiver;
};
afterEach(async () => {
  await receiver?.close();
  receiver = null;
});

const send = (url: string, times: SendTimes = soon, boot: BootReport = vllmBoot, headers?: string): Promise<string[]> =>
  sendOtlp(reportOf(boot), parseOtlpEndpoint(url, headers), times);
const status =
  (code: number, headers: { [name: string]: string } = {}, body = ''): Answer =>
  (_request, response) =>
    void response.writeHead(code, headers).end(body);

describe('sending a report to an OTLP endpoint', () => {
  it('posts traces and metrics as JSON that the schema of OTLP reads whole', async () => {
    const { url, received } = await start();
    expect(await send(url)).toEqual([]);
    expect(received.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
      ['/v1/traces', 'application/json'],
      ['/v1/metrics', 'application/json'],
    ]);
    for (const { path, body } of received) {
      const object = JSON.parse(body);
      expect(throughOtlp(path === '/v1/traces' ? 'traces' : 'metrics', object)).toEqual(object);
    }
  });

  it('keeps the path and the query of the address, and sends its credentials and headers as headers', async () => {
    const { url, received } = await start();
    await send(`${url.replace('//', '//me:p%40ss@')}/otlp/?tenant=a`, soon, vllmBoot, 'x-scope=team%20a, X-Key=k=1');
    expect(received[0]?.path).toBe('/otlp/v1/traces?tenant=a');
    expect(received[0]?.headers).toMatchObject({ authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`, 'x-scope': 'team a', 'x-key': 'k=1' });
  });

  it('sends metrics alone where the log has no clock, dated by the sending, and says so', async () => {
    const { url, received } = await start();
    expect(await send(url, soon, lessonBoot)).toEqual([expect.stringMatching(/no dated clock, so metrics alone were sent/)]);
    expect(received.map(({ path }) => path)).toEqual(['/v1/metrics']);
    expect(received[0]?.body).toMatch(/"timeUnixNano":"\d{19}"/);
  });

  it.each([429, 502, 503, 504])('tries again after %i', async (code) => {
    const { url, received } = await start((request, response, count) => status(count === 1 ? code : 200)(request, response, count));
    expect(await send(url)).toEqual([]);
    expect(received.map(({ path }) => path)).toEqual(['/v1/traces', '/v1/traces', '/v1/metrics']);
  });

  it.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])('waits for as long as Retry-After asks: %s', async (header) => {
    const { url, received } = await start((request, response, count) => status(count === 1 ? 503 : 200, { 'retry-after': header })(request, response, count));
    await send(url, { ...soon, firstPauseMilliseconds: 1e6 });
    expect(received).toHaveLength(3);
  });

  it('does not wait for longer than all of it may take', async () => {
    const { url, received } = await start(status(429, { 'retry-after': '3600' }));
    await expect(send(url)).rejects.toThrow(`${url}/v1/traces answered 429 and asks to wait 3600 s; tried once: is the collector up`);
    expect(received).toHaveLength(1);
  });

  it.each([400, 401, 404, 500])('does not try again after %i, and says what was answered', async (code) => {
    const { url, received } = await start(status(code, {}, '{"code":3,"message":"no such tenant\\u001b[2J"}'));
    await expect(send(url)).rejects.toThrow(`${url}/v1/traces answered ${code}: no such tenant`);
    expect(received).toHaveLength(1);
  });

  it('gives up on an endpoint that never answers', async () => {
    const { url } = await start(() => {});
    await expect(send(url, atOnce)).rejects.toThrow(`${url}/v1/traces gave no answer within 0.05 s; tried once`);
  });

  it('gives up on an endpoint that begins an answer and never ends it', async () => {
    const { url } = await start((_request, response) => void response.writeHead(200).write('{'));
    await expect(send(url, atOnce)).rejects.toThrow('gave no answer within 0.05 s');
  });

  it('tries again where nobody listens, then says so', async () => {
    const { url, close } = await startReceiver();
    await close();
    await expect(send(url, { attemptMilliseconds: 1000, totalMilliseconds: 1000, firstPauseMilliseconds: 20 })).rejects.toThrow(
      /cannot be reached \(ECONNREFUSED\); tried [2-9] times/,
    );
  });

  it('tries again where the connection breaks', async () => {
    const { url, received } = await start((request, response, count) => (count === 1 ? void response.destroy() : status(200)(request, response, count)));
    expect(await send(url)).toEqual([]);
    expect(received).toHaveLength(3);
  });

  it('does not follow a redirect, which could take the headers elsewhere', async () => {
    const { url, received } = await start(status(307, { location: 'https://other.example/v1/traces?key=abc' }));
    await expect(send(url)).rejects.toThrow('redirects to https://other.example/v1/traces?***, which is not followed');
    expect(received).toHaveLength(1);
  });

  it('tells a warning of an endpoint that took all, and fails where it did not', async () => {
    const warning = await start(status(200, {}, '{"partialSuccess":{"errorMessage":"old attributes"}}'));
    expect(await send(warning.url)).toEqual([
      `${warning.url}/v1/traces took the traces with a warning: old attributes`,
      expect.stringContaining('/v1/metrics'),
    ]);
    await warning.close();
    const { url } = await start(status(200, {}, '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too\\n old for 1234"}}'));
    await expect(send(url, soon, vllmBoot, 'x-key=1234')).rejects.toThrow(`${url}/v1/traces took the traces but for 3 of them: too old for ***`);
  });

  it('takes an answer that is no JSON, or without end, as taken', async () => {
    const { url } = await start((_request, response) => {
      response.writeHead(200);
      const more = (): void => void response.write('x'.repeat(100_000), (error) => error ?? setImmediate(more));
      more();
    });
    expect(await send(url)).toEqual([]);
  });

  it('repeats neither password nor query nor header in what it says, even where the endpoint does', async () => {
    const { url } = await start(status(404, {}, 'no tenant\nverysecret'));
    const error = await send(`${url.replace('//', '//me:verysecret@')}?key=verysecret`, soon, vllmBoot, 'x-key=verysecret').catch(String);
    expect(error).toContain('/v1/traces?*** answered 404: no tenant');
    expect(error).not.toContain('verysecret');
  });
});

describe('--otlp-endpoint', () => {
  it('sends beside the report on standard output', async () => {
    const { url, received } = await start();
    const { status, out, err } = await run(['--otlp-endpoint', url, 'fixtures/captured/gpu/healthy.log'], { env: { OTEL_EXPORTER_OTLP_HEADERS: 'x-key=1' } });
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^warm: /);
    expect(received.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/v1/traces', '1'],
      ['/v1/metrics', '1'],
    ]);
  });

  it('masks secrets in what it sends', async () => {
    const { url, received } = await start();
    const secret = 'hf_abcdefghijklmnopqrstuvwx';
    await run(['--otlp-endpoint', url], { stdin: `2026-02-11T05:31:04Z [Init] Loading weights: 12.8s token=${secret}\n2026-02-11T05:31:05Z service ready\n` });
    expect(received).toHaveLength(2);
    expect(received.some(({ body }) => body.includes(secret))).toBe(false);
  });

  it('reports all the same where sending fails, and ends with 2 and one sentence', async () => {
    const { url } = await start(status(404));
    const { status: code, out, err } = await run(['--otlp-endpoint', url, 'fixtures/lesson.log']);
    expect(code).toBe(2);
    expect(out).toMatch(/^cold: /);
    expect(err).toMatch(/^coldcase: http:\S+ answered 404; check the address and OTEL_EXPORTER_OTLP_HEADERS\n$/);
  });

  it('sends nothing without being asked, whatever the environment says', async () => {
    const { url, received } = await start();
    await run(['fixtures/lesson.log'], { env: { OTEL_EXPORTER_OTLP_ENDPOINT: url } });
    expect(received).toEqual([]);
  });

  it.each([
    ['localhost', /that is no URL; give the address of a collector/],
    ['ftp://host', /only http and https/],
    ['http://host:4318/v1/traces', /leave that part out/],
  ])('refuses %s with the mend', async (url, message) => {
    const { status, out, err } = await run(['--otlp-endpoint', url, 'fixtures/lesson.log']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('refuses headers that are none, without repeating them', async () => {
    const { status, err } = await run(['--otlp-endpoint', 'http://host', 'fixtures/lesson.log'], {
      env: { OTEL_EXPORTER_OTLP_HEADERS: 'a=1,Bearer verysecret' },
    });
    expect(status).toBe(2);
    expect(err).toBe('coldcase: OTEL_EXPORTER_OTLP_HEADERS: entry 2 is no header; write name=value, commas between them\n');
  });
});
