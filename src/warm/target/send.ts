import { Agent as AgentHttp, request as requestHttp } from 'node:http';
import { Agent as AgentHttps, request as requestHttps } from 'node:https';

export type Sent = { readonly status: number; readonly chunks: AsyncIterable<Buffer> };

export type Message = { readonly method: 'GET' | 'POST'; readonly url: URL; readonly headers: Readonly<{ [name: string]: string }>; readonly body: string };

/** Sends a message and gives the answer as it comes. Rejects with the error of the connection; `wasConnected` on it tells whether there was one. */
export type Send = (message: Message, signal: AbortSignal) => Promise<Sent>;

/**
 * A connection that nobody uses is closed after a second, sooner than servers do it (gunicorn after two, uvicorn after five): a request that is
 * sent just as the server closes is lost, and nobody can tell that from a server that died of it.
 */
const kept = { keepAlive: true, timeout: 1_000 };
const clients = {
  'http:': { request: requestHttp, agent: new AgentHttp(kept) },
  'https:': { request: requestHttps, agent: new AgentHttps(kept) },
};

/** By Node's own client: `fetch` gives up on an answer after five minutes, and a first pass may compile for longer. */
export const send: Send = async (message, signal) => {
  // What was closed while nobody looked is seen in one turn of the event loop, which begins after the present one.
  await turn();
  await turn();
  return sendOn(message, signal, false);
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const sendOn = (message: Message, signal: AbortSignal, isFresh: boolean): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body } = message;
    const { request, agent } = clients[url.protocol === 'https:' ? 'https:' : 'http:'];
    let wasConnected = false;
    const sent = request(url, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal, agent: isFresh ? false : agent });
    sent.on('socket', (socket) => {
      const connected = (): void => {
        wasConnected = true;
      };
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    sent.on('response', (response) => resolve({ status: response.statusCode ?? 0, chunks: response }));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // Once, and only what may be asked twice: a pass that is sent again would hide that the service lost the first one.
      if (method === 'GET' && sent.reusedSocket && error.code === 'ECONNRESET') resolve(sendOn(message, signal, true));
      else reject(Object.assign(error, { wasConnected }));
    });
    sent.end(body);
  });
