import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export type Sent = { readonly status: number; readonly chunks: AsyncIterable<Buffer> };

export type Message = { readonly method: 'GET' | 'POST'; readonly url: URL; readonly headers: Readonly<{ [name: string]: string }>; readonly body: string };

/** Sends a message and gives the answer as it comes. Rejects with the error of the connection; `wasConnected` on it tells whether there was one. */
export type Send = (message: Message, signal: AbortSignal) => Promise<Sent>;

/** By Node's own client: `fetch` gives up on an answer after five minutes, and a first pass may compile for longer. */
export const send: Send = (message, signal) =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body } = message;
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    let wasConnected = false;
    const sent = request(url, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal });
    sent.on('socket', (socket) => {
      const connected = (): void => {
        wasConnected = true;
      };
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    sent.on('response', (response) => resolve({ status: response.statusCode ?? 0, chunks: response }));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // A server may close a connection that was kept open just as it is used again: that says nothing of the server.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(message, signal));
      else reject(Object.assign(error, { wasConnected }));
    });
    sent.end(body);
  });
