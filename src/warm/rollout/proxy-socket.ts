import { connect } from 'node:net';
import type { AskProxy } from './haproxy.js';

/** A live HAProxy answers at once. */
const answerMilliseconds = 5_000;

/** HAProxy's runtime API at the path of a UNIX socket, or at HOST:PORT. */
export const proxyAt = (address: string): AskProxy => {
  const [, host, port] = /^([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(address) ?? [];
  const place = host === undefined ? { path: address } : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  return (commands) =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const socket = connect(place);
      socket.setTimeout(answerMilliseconds, () => socket.destroy(new Error(`no answer within ${answerMilliseconds / 1000} s from ${address}`)));
      socket.on('error', reject);
      socket.on('data', (chunk) => parts.push(chunk));
      // HAProxy closes the connection after the answer to a line.
      socket.on('end', () => resolve(Buffer.concat(parts).toString()));
      socket.write(`${commands.join('; ')}\n`);
    });
};
