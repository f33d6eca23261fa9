import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runBoundedAside } from './bounded-child.js';
import { scratchFolder } from './scratch.js';

const { write } = scratchFolder();

/** Writes one text as fast as it is taken. */
const forEver =
  (text: string): RequestListener =>
  (_, response: ServerResponse) => {
    const more = (): void => {
      if (!response.destroyed) response.write(text, more);
    };
    response.on('error', () => {}).writeHead(200, { 'content-type': 'text/event-stream' });
    more();
  };

const dripping: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const timer = setInterval(() => response.write('x'), 50);
  response.on('close', () => clearInterval(timer));
};

describe('a server that answers endlessly', () => {
  it.each([
    ['in events', forEver(': nothing\n'.repeat(2000))],
    ['in one line', forEver('x'.repeat(20_000))],
    ['drop by drop', dripping],
  ])('%s ends `coldcase warm` by its deadline, within its memory', async (_, answer) => {
    const server = createServer(answer);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const plan = write('plan.yaml', 'version: 1\nshapes: [{ sequence: 4 }]\n');
    try {
      const { status, err } = await runBoundedAside(
        ['warm', plan, '--target', url, '--protocol', 'openai', '--model', 'm', '--deadline', '1s', '--quiet'],
        128,
      );
      expect([status, err]).toEqual([1, '']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
