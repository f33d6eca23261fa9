import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

/** A collector to send to: keeps what comes, and answers as it is told (200 and `{}` where it is told nothing). */
export type Receiver = { readonly url: string; readonly received: readonly Received[]; readonly close: () => Promise<void> };

export type Answer = (request: Received, response: ServerResponse, count: number) => void;

const accept: Answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');

export const startReceiver = async (answer: Answer = accept): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(one, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, received, close };
};
