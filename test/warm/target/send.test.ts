import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../src/cli/audit/free-port.js';
import { getStatus } from '../../../src/warm/target/get-status.js';
import { type Message, send } from '../../../src/warm/target/send.js';
import { type Reply, type Service, startService } from '../service.js';

const never = new AbortController().signal;

let closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

/** A server that answers the first request of its connections as `answers` says, and hangs up at every other one. Gives the requests seen by each connection. */
const hangingUp = async (answers: (connection: number) => boolean): Promise<{ readonly url: URL; readonly seen: number[] }> => {
  const port = await freePort();
  const seen: number[] = [];
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    const own = seen.push(0) - 1;
    sockets.push(socket.on('error', () => {}));
    socket.on('data', () => {
      seen[own] = (seen[own] ?? 0) + 1;
      if (seen[own] > 1 || !answers(own)) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: new URL(`http://127.0.0.1:${port}/`), seen };
};

const ask = async (method: Message['method'], url: URL): Promise<number> => {
  const { status, chunks } = await send({ method, url, headers: {}, body: '' }, never);
  for await (const _ of chunks);
  return status;
};

describe('a request on a connection that the server has given up', () => {
  it('is sent once more on a new one where it asks only', async () => {
    const { url, seen } = await hangingUp(() => true);
    expect([await ask('GET', url), await ask('GET', url), seen]).toEqual([200, 200, [2, 1]]);
  });

  it('is lost where it is a pass, which the service may have lost by its own fault', async () => {
    const { url, seen } = await hangingUp(() => true);
    await ask('GET', url);
    await expect(ask('POST', url)).rejects.toMatchObject({ code: 'ECONNRESET', wasConnected: true });
    expect(seen).toEqual([2]);
  });

  it('is not sent a third time', async () => {
    const { url, seen } = await hangingUp((connection) => connection === 0);
    await ask('GET', url);
    await expect(ask('GET', url)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seen).toEqual([2, 1]);
  });
});

describe('the status of a page', () => {
  const statusOf = async (reply: Reply): Promise<number | null> => {
    const service: Service = await startService(reply);
    closing.push(service.close);
    return getStatus(send, new URL(service.url), {}, never);
  };

  it('is told of an answer that does not end', async () => {
    const piece = 'x'.repeat(65_536);
    const endless: Reply = (_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(piece, more);
      };
      response.on('error', () => {}).writeHead(404);
      more();
    };
    expect(await statusOf(endless)).toBe(404);
  });

  it('is none of one that hangs up', async () => {
    expect(await statusOf((_, response) => void response.destroy())).toBeNull();
    const half: Reply = (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    };
    expect(await statusOf(half)).toBeNull();
  });
});
