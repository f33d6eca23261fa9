import { UserError } from '../../model/user-error.js';

/** Where OTLP is sent: the base address without credentials, and what goes with each request. */
export type OtlpEndpoint = { readonly base: URL; readonly headers: Readonly<{ [name: string]: string }> };

const mend = 'give the address of a collector, as in --otlp-endpoint http://localhost:4318';

const parsedUrl = (text: string): URL => {
  if (!URL.canParse(text)) throw new UserError(`--otlp-endpoint: that is no URL; ${mend}`);
  return new URL(text);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Headers as `OTEL_EXPORTER_OTLP_HEADERS` lists them: `name=value,name=value`, values percent-encoded
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). Throws a UserError that does not repeat a value.
 */
const parseHeaders = (text: string): { [name: string]: string } => {
  const pairs = text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair, index) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, at)).trim().toLowerCase();
      const value = decoded(pair.slice(at + 1).trim());
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
        throw new UserError(`OTEL_EXPORTER_OTLP_HEADERS: entry ${index + 1} is no header; write name=value, commas between them`);
      }
      return [name, value] as const;
    });
  return Object.fromEntries(pairs);
};

/** The endpoint that the command line names. Throws a UserError, in which no part of the address that may be secret is repeated. */
export const parseOtlpEndpoint = (text: string, headers: string | undefined): OtlpEndpoint => {
  const base = parsedUrl(text);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') throw new UserError(`--otlp-endpoint: only http and https are spoken; ${mend}`);
  if (/\/v1\/(?:traces|metrics|logs)\/?$/.test(base.pathname)) {
    throw new UserError('--otlp-endpoint: /v1/traces and /v1/metrics are added to the address; leave that part out');
  }
  const { username, password } = base;
  const credentials = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  base.username = '';
  base.password = '';
  base.hash = '';
  const own: { [name: string]: string } = username === '' && password === '' ? {} : { authorization: `Basic ${credentials}` };
  return { base, headers: { ...own, ...parseHeaders(headers ?? '') } };
};

/** The address of one signal: its path is added to that of the base, its query kept. */
export const signalUrl = ({ base }: OtlpEndpoint, signal: 'traces' | 'metrics'): URL => {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/v1/${signal}`;
  return url;
};

/** The same for a message: what a query holds may be a key. */
export const shownUrl = (url: URL): string => `${url.origin}${url.pathname}${url.search === '' ? '' : '?***'}`;
