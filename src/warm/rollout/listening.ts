import { connect } from 'node:net';

/** The kernel of a live host accepts a connection at once, however busy the process is. */
const connectMilliseconds = 2_000;

/**
 * Whether somebody listens at the host and port of a URL. A request would not do: a replica with one worker that compiles for a minute
 * answers nothing meanwhile, and is not dead. One that accepts and never answers fails under load.
 */
export const isListening = ({ hostname, port, protocol }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (protocol === 'https:' ? 443 : 80) });
    const end = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(connectMilliseconds, end(false));
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
