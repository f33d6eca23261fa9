import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from '../scenario.js';
import { monotonicSeconds } from './monotonic.js';

/** What became of one request. Times are monotonic seconds. */
export type Sent = {
  readonly batch: number;
  readonly length: number;
  /** When it was due: what a client waits is counted from here, also where the sender was late. */
  readonly due: number;
  readonly done: number;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
};

/** From due to done: what a client waited. */
export function latencySeconds(sent: Sent): number {
  return sent.done - sent.due;
}

/**
 * Sends requests at constant rates, whether earlier ones are answered or not, so that those that wait behind a slow one are counted
 * with what they waited (no coordinated omission: Tene, How NOT to Measure Latency). Never throws for a request that fails.
 */
export async function sendLoad(port: number, load: Load, limitSeconds: number): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const pending: Promise<Sent>[] = [];
  await sleep((load.delaySeconds ?? 0) * 1000);
  for (const { ratePerSecond, count, shapes, pauseSeconds } of load.groups) {
    const begin = monotonicSeconds();
    for (let sent = 0; sent < count; sent += 1) {
      const due = begin + sent / ratePerSecond;
      await sleepUntil(due);
      const [batch, length] = shapes[sent % shapes.length] ?? [1, 16];
      pending.push(sendOne(agent, port, { batch, length, due }, limitSeconds));
    }
    if (pauseSeconds !== undefined) {
      await Promise.all(pending);
      await sleep(pauseSeconds * 1000);
    }
  }
  const all = await Promise.all(pending);
  agent.destroy();
  return all;
}

async function sleepUntil(due: number): Promise<void> {
  const left = due - monotonicSeconds();
  if (left > 0) await sleep(left * 1000);
}

function sendOne(agent: Agent, port: number, request: { batch: number; length: number; due: number }, limitSeconds: number): Promise<Sent> {
  const body = JSON.stringify({ batch: request.batch, length: request.length });
  return new Promise((resolve) => {
    const over = (status: number | null) => resolve({ ...request, done: monotonicSeconds(), status });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sending = httpRequest({ agent, host: '127.0.0.1', port, path: '/predict', method: 'POST', headers, timeout: limitSeconds * 1000 }, (response) => {
      response.resume();
      response.once('end', () => over(response.statusCode ?? null));
      response.once('error', () => over(null));
    });
    sending.once('timeout', () => sending.destroy(new Error('no answer')));
    sending.once('error', () => over(null));
    sending.end(body);
  });
}
