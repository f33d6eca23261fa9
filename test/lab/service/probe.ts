import { get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicSeconds } from './monotonic.js';

/** Asks until the answer is yes: the monotonic second of it; null where `isOver` says so first or the time is up. */
export async function firstYes(ask: () => Promise<boolean>, isOver: () => boolean, limitSeconds: number): Promise<number | null> {
  const limit = monotonicSeconds() + limitSeconds;
  while (!isOver() && monotonicSeconds() < limit) {
    if (await ask()) return monotonicSeconds();
    await sleep(15);
  }
  return null;
}

/** Whether `/health` answers 200. */
export function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = get({ host: '127.0.0.1', port, path: '/health', timeout: 2_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(false));
  });
}

/** Whether the port takes a connection. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
