import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from '../scenario.js';

/** A model hub on this machine. */
export type Hub = { readonly url: string; readonly close: () => void };

/** Serves one file at `/model`, at a rate where one is given; a check (`HEAD`) is answered or left hanging. */
export async function startHub(path: string, { bytesPerSecond, check }: NonNullable<Surroundings['hub']>): Promise<Hub> {
  const { size } = await stat(path);
  const server = createServer((request, response) => {
    if (request.method === 'HEAD' && check === 'hangs') return;
    response.writeHead(200, { 'content-length': size, 'content-type': 'application/octet-stream' });
    if (request.method === 'HEAD') response.end();
    else give(path, response, bytesPerSecond ?? Number.POSITIVE_INFINITY).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the hub has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function give(path: string, response: ServerResponse, bytesPerSecond: number): Promise<void> {
  const began = performance.now();
  let given = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    if (response.destroyed) return;
    response.write(chunk);
    given += chunk.length;
    await sleep(Math.max(0, (given / bytesPerSecond) * 1000 - (performance.now() - began)));
  }
  response.end();
}
