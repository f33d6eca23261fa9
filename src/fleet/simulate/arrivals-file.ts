import type { Seconds } from '../../model/units.js';
import { curveOf } from '../../warm/pool/curve.js';
import type { Arrivals } from './scenario.js';

/** Rates from the lines of a CSV. Throws a UserError that names file, line and mend. */
export const ratesOfTable = (file: string, lines: readonly string[]): Arrivals => ({
  kind: 'points',
  points: curveOf(file, lines, 1).map(({ atSeconds, rate }) => ({ atSeconds, perSecond: rate })),
});

/** A line of an access log: a method, a path, the protocol. */
const request = /\b(?:GET|POST|PUT|PATCH|DELETE) (\/[^\s"]*) HTTP\/\d/;
const probe = /^\/(?:[\w./-]*\/)?(?:healthz?|livez|readyz|ready|live|ping|metrics|startupz?)\b/i;

/** Members of structured access logs (Envoy, Traefik, Caddy, loggers of web frameworks) that hold the method and the path of a request. */
const methodNames = ['method', 'request_method', 'http_method', 'http.method', 'http.request.method', 'request.method', 'RequestMethod'];
const pathNames = ['path', 'uri', 'request_uri', 'request_path', 'url', 'http.target', 'url.path', 'request.path', 'request.uri', 'request.url', 'RequestPath'];
const method = /^(?:GET|POST|PUT|PATCH|DELETE)$/i;

type Fields = { readonly [name: string]: string };

const pathIn = (fields: Fields): string | null => {
  if (!methodNames.some((name) => method.test(fields[name] ?? ''))) return null;
  const path = pathNames.map((name) => fields[name] ?? '').find((text) => text !== '');
  return path?.replace(/^https?:\/\/[^/]*/, '') ?? null;
};

/** The path of the request that a record tells of; null where it tells of none, or of a probe. */
export const requestPath = (text: string, fields: Fields = {}): string | null => {
  const path = request.exec(text)?.[1] ?? pathIn(fields);
  return path === null || probe.test(path) ? null : path;
};

/** Up to an hour by the second, longer logs by the minute: a rate of some requests says nothing. */
const stepFor = (seconds: Seconds): Seconds => (seconds <= 3600 ? 1 : 60);

/** Rates that the moments of requests show, counted from the first one. Null where there are none. */
export const ratesOfMoments = (moments: readonly Seconds[]): Arrivals | null => {
  if (moments.length === 0) return null;
  const first = moments.reduce((least, moment) => Math.min(least, moment));
  const last = moments.reduce((most, moment) => Math.max(most, moment));
  const step = stepFor(last - first);
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const place = Math.floor((moment - first) / step);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  // A silence has its own point: otherwise the rate before it would hold.
  const places = [...counts.keys()].flatMap((place) => [place, place + 1]);
  const points = [...new Set(places)]
    .sort((left, right) => left - right)
    .map((place) => ({ atSeconds: place * step, perSecond: (counts.get(place) ?? 0) / step }));
  return { kind: 'points', points };
};
