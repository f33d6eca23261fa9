import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/cli/audit/free-port.js';
import { latencySeconds, sendLoad } from './service/load.js';

const stallSeconds = 0.6;

describe('the open-loop load', () => {
  let close = () => {};
  afterEach(() => close());

  /** Answers at once, but for a stall that all requests of its time wait behind. */
  async function stallingServer(): Promise<number> {
    let stall: Promise<unknown> | null = null;
    const server = createServer(async (_request, response) => {
      stall ??= sleep(stallSeconds * 1000);
      await stall;
      response.end('{}');
    });
    const port = await freePort();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    return port;
  }

  it('counts what each request waits behind a stall, where a closed loop would see one slow request', async () => {
    const port = await stallingServer();
    const sent = await sendLoad(port, { groups: [{ ratePerSecond: 50, count: 40, shapes: [[1, 8]] }] }, 5);
    const slow = sent.filter((one) => latencySeconds(one) > stallSeconds / 3);
    // 30 requests are due within the stall; those of its first two thirds wait for more than a third of it.
    expect(slow.length).toBeGreaterThanOrEqual(10);
  });

  it('sends at the rate that is asked for, whatever is unanswered', async () => {
    const port = await stallingServer();
    const sent = await sendLoad(port, { groups: [{ ratePerSecond: 100, count: 10, shapes: [[2, 16]] }] }, 5);
    const gaps = sent.slice(1).map((one, place) => one.due - (sent[place]?.due ?? 0));
    expect(gaps.every((gap) => Math.abs(gap - 0.01) < 1e-6)).toBe(true);
  });

  it('gives a request without an answer no status', async () => {
    const sent = await sendLoad(await freePort(), { groups: [{ ratePerSecond: 100, count: 1, shapes: [[1, 8]] }] }, 1);
    expect(sent).toEqual([expect.objectContaining({ status: null })]);
  });
});
