import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

export type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string };

/** A service to warm: answers as it is told, on a port of its own. */
export type Service = { readonly url: string; readonly port: number; readonly asked: readonly Asked[]; readonly close: () => Promise<void> };

export type Reply = (asked: Asked, response: ServerResponse, count: number) => void;

/** Answers a value as JSON. */
export const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

/** A service that mixes up the answers of requests that come at once. */
export const mixingUp = (): Reply => {
  let atOnce = 0;
  return ({ body }, response) => {
    atOnce++;
    const isMixed = atOnce > 1;
    setTimeout(() => {
      atOnce--;
      json(response, isMixed ? "another's" : body);
    }, 20);
  };
};

export const startService = async (reply: Reply, port = 0): Promise<Service> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      asked.push(one);
      reply(one, response, asked.length);
    });
  });
  await listen(server, port);
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  const own = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${own}`, port: own, asked, close };
};

const listen = (server: Server, port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
