import { connect } from 'node:net';
import type { AskProxy } from './haproxy.js';

/** A live HAProxy answers at once, and in far less; what listens elsewhere may speak without end. */
const answerMilliseconds = 5_000;
const mostBytes = 64 * 1024 ** 2;

/** HAProxy's runtime API at the path of a UNIX socket, or at HOST:PORT. */
export const proxyAt = (address: string): AskProxy => {
  const [, host, port] = /^([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(address) ?? [];
  const place = host === undefined ? { path: address } : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  return (commands) =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const socket = connect(place);
      const late = setTimeout(() => socket.destroy(new Error(`no whole answer within ${answerMilliseconds / 1000} s from ${address}`)), answerMilliseconds);
      let bytes = 0;
      socket.on('error', reject);
      socket.on('close', () => clearTimeout(late));
      socket.on('data', (chunk) => {
        parts.push(chunk);
        bytes += chunk.length;
        if (bytes > mostBytes) socket.destroy(new Error(`more than 64 MiB from ${address}`));
      });
      // HAProxy closes the connection after the answer to a line.
      socket.on('end', () => resolve(Buffer.concat(parts).toString()));
      socket.write(`${commands.join('; ')}\n`);
    });
};
