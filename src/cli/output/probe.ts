import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../model/user-error.js';
import { jsonText } from '../../report/escape/json-text.js';

export type ProbeAddress = { readonly host: string | undefined; readonly port: number };

export type Probe = { readonly url: string; readonly close: () => Promise<void> };

/** Reads `:9090` (on all addresses), `127.0.0.1:9090`, `[::1]:9090` or `9090`. Throws a UserError. */
export const parseProbe = (text: string): ProbeAddress => {
  const [, host, port] = /^(?:(\[[\da-fA-F:.]+\]|[\w.-]*):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new UserError(`--probe ${text}: give a port, as in :9090 or 127.0.0.1:9090`);
  return { host: host === undefined || host === '' ? undefined : host.replace(/^\[|\]$/g, ''), port: Number(port) };
};

/** What a probe answers with at that moment. */
export type Probed = {
  /** Why it is not ready; none: it is. */
  readonly reasons: () => readonly string[];
  readonly metrics: (format: 'prometheus' | 'openmetrics') => string;
};

type Page = { readonly status: number; readonly type: string; readonly text: string };

const json = (status: number, value: object): Page => ({ status, type: 'application/json', text: `${jsonText(value)}\n` });

const openmetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const pageOf = ({ url = '', headers }: IncomingMessage, probed: Probed): Page => {
  const path = url.split('?')[0];
  if (path === '/livez') return json(200, { live: true });
  if (path === '/readyz') {
    const reasons = probed.reasons();
    return json(reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
  }
  if (path !== '/metrics') return json(404, { error: 'there are /livez, /readyz and /metrics' });
  const isOpen = headers.accept?.includes('application/openmetrics-text') === true;
  return {
    status: 200,
    type: isOpen ? openmetricsType : 'text/plain; version=0.0.4; charset=utf-8',
    text: probed.metrics(isOpen ? 'openmetrics' : 'prometheus'),
  };
};

const listening = (server: Server, { host, port }: ProbeAddress): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'the port is in use; name another, or end what listens there'
          : `cannot listen there (${error.code ?? error.message}); name another address`;
      reject(new UserError(`--probe ${host ?? ''}:${port}: ${why}`));
    });
    server.listen(port, host, resolve);
  });

/** Answers `/livez`, `/readyz` and `/metrics`. Throws a UserError where it cannot listen. */
export const startProbe = async (address: ProbeAddress, probed: Probed): Promise<Probe> => {
  const server = createServer((request, response) => {
    const { status, type, text } = pageOf(request, probed);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? undefined : text);
  });
  await listening(server, address);
  const { port, address: bound } = server.address() as AddressInfo;
  const host = bound === '::' || bound === '0.0.0.0' ? 'localhost' : bound.includes(':') ? `[${bound}]` : bound;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
