import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import type { Answered, ServiceRequest } from './service.js';
import { createTokenSense } from './token-sense.js';

/** How a service is looked at from outside; rejects with the connection's error, or where the signal aborts. */
export type Ask = {
  /** Whether the port of the URL is bound. */
  readonly isBound: (url: URL, signal: AbortSignal) => Promise<boolean>;
  readonly get: (url: URL, signal: AbortSignal) => Promise<Answered>;
  readonly post: (request: ServiceRequest, signal: AbortSignal) => Promise<Answered>;
};

const keptText = 300;
const millisecondsPerSecond = 1000;

const isBound: Ask['isBound'] = (url, signal) =>
  new Promise((resolve, reject) => {
    const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    // `URL` keeps the brackets of an IPv6 address, which `connect` takes for a name.
    const socket = connect({ port, host: url.hostname.replace(/^\[|\]$/g, '') });
    const stop = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    const settle = (bound: boolean) => (): void => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(bound);
    };
    socket.on('connect', settle(true));
    socket.on('error', settle(false));
  });

/** A connection of its own for each request: one that is kept open binds a client to one worker. */
const exchange = (method: 'GET' | 'POST', url: URL, headers: ServiceRequest['headers'], body: Buffer | null, signal: AbortSignal): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const agent = isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
    const began = performance.now();
    const since = (): number => (performance.now() - began) / millisecondsPerSecond;
    const length = body === null ? {} : { 'content-length': body.length };
    const options = { method, headers: { ...headers, ...length }, signal, agent };
    const sent = isSecure ? requestHttps(url, options) : requestHttp(url, options);
    sent.on('error', reject);
    sent.on('response', (response: IncomingMessage) => {
      const sense = createTokenSense(response.headers);
      let text = '';
      let tokenAt: number | null = null;
      response.on('data', (chunk: Buffer) => {
        if (tokenAt === null && sense(chunk)) tokenAt = since();
        if (text.length < keptText) text = `${text}${chunk}`.slice(0, keptText);
      });
      response.on('error', reject);
      response.on('end', () => resolve({ seconds: since(), firstTokenSeconds: tokenAt, status: response.statusCode ?? 0, text }));
    });
    sent.end(body ?? undefined);
  });

/** Over the network, by Node's own client. */
export const networkAsk: Ask = {
  isBound,
  get: (url, signal) => exchange('GET', url, {}, null, signal),
  post: ({ url, headers, body }, signal) => exchange('POST', url, headers, body, signal),
};
