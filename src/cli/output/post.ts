import { UserError } from '../../model/user-error.js';
import { maskSecrets } from '../../report/redaction/secrets.js';
import { shownUrl } from '../options/otlp-endpoint.js';

/** How long and how often it is tried. Passed in, so that tests need not wait. */
export type Patience = {
  /** For one attempt, its answer included. */
  readonly attemptMilliseconds: number;
  /** From here on nothing is tried again: `Date.now()` at which all of it is over. */
  readonly deadline: number;
  /** Ahead of the second attempt; doubled ahead of each further one. */
  readonly firstPauseMilliseconds: number;
};

/** What goes wrong once and may go right the next time. */
type Failure = { readonly why: string; readonly retryAfterMilliseconds: number | null };
type Outcome = { readonly kind: 'accepted'; readonly body: string } | ({ readonly kind: 'again' } & Failure);

/** The statuses that OTLP calls retryable (https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes). */
const retryable = new Set([429, 502, 503, 504]);
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);
const largestAnswer = 65_536;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `Retry-After`: seconds, or a date. */
const retryAfter = (header: string | null): number | null => {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
};

/** The beginning of an answer: an endpoint that never stops sending is not read on. */
const beginningOf = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  if (response.body === null) return text;
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestAnswer) break;
  }
  return text;
};

type Headers = Readonly<{ [name: string]: string }>;

/** Words of an endpoint as one line of at most 200 characters, without secrets: neither those that look like it nor what we sent as a header. */
export const quoted = (words: string, headers: Headers): string => {
  const values = Object.values(headers).filter((value) => value.length >= 4);
  const hidden = values.reduce((text, value) => text.replaceAll(value, '***'), words.slice(0, largestAnswer));
  return maskSecrets(hidden.trim().replaceAll(/\s+/g, ' ').slice(0, 200));
};

/** What an endpoint says of its refusal: the message of its JSON, or the first line. */
const saying = (body: string, headers: Headers): string => {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.){1,200})/.exec(body)?.[1] ?? body.trim().split('\n', 1).join('');
  return message === '' ? '' : `: ${quoted(message, headers)}`;
};

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const own = cause as { readonly code?: unknown; readonly errors?: readonly { readonly code?: unknown }[] };
  // Of a name with several addresses, each refuses for itself.
  return String(own.code ?? own.errors?.[0]?.code ?? '');
};

const attempt = async (url: URL, body: string, headers: Headers, milliseconds: number): Promise<Outcome> => {
  try {
    const signal = AbortSignal.timeout(milliseconds);
    // A redirect could lead the headers' secrets to another host.
    const response = await fetch(url, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' }, redirect: 'manual', signal });
    const answer = await beginningOf(response);
    if (response.ok) return { kind: 'accepted', body: answer };
    if (retryable.has(response.status)) {
      return {
        kind: 'again',
        why: `answered ${response.status}${saying(answer, headers)}`,
        retryAfterMilliseconds: retryAfter(response.headers.get('retry-after')),
      };
    }
    if (response.status >= 300 && response.status < 400) {
      const to = response.headers.get('location') ?? '';
      const where = URL.canParse(to, url.href) ? ` to ${shownUrl(new URL(to, url))}` : '';
      throw new UserError(`${shownUrl(url)} redirects${where}, which is not followed; give that address if it is the right one`);
    }
    throw new UserError(`${shownUrl(url)} answered ${response.status}${saying(answer, headers)}; check the address and OTEL_EXPORTER_OTLP_HEADERS`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof Error && error.name === 'TimeoutError') {
      return { kind: 'again', why: `gave no answer within ${milliseconds / 1000} s`, retryAfterMilliseconds: null };
    }
    const code = codeOf(error);
    if (connectionCodes.has(code)) return { kind: 'again', why: `cannot be reached (${code})`, retryAfterMilliseconds: null };
    throw new UserError(`${shownUrl(url)} cannot be reached (${code === '' ? 'no connection' : code}); check the address`);
  }
};

/**
 * Posts JSON and gives the answer's body. What may pass (429, 502, 503, 504, a refused or broken connection, no answer in time) is tried
 * again, after what `Retry-After` asks for or after pauses that double, each shortened by up to half at random so that many senders do not
 * come back at once. Throws a UserError of one sentence where it is refused, or not accepted in time.
 */
export const post = async (url: URL, body: string, headers: Headers, patience: Patience): Promise<string> => {
  for (let attempts = 1, next = patience.firstPauseMilliseconds; ; attempts += 1, next *= 2) {
    const left = Math.max(1, patience.deadline - Date.now());
    const outcome = await attempt(url, body, headers, Math.min(patience.attemptMilliseconds, left));
    if (outcome.kind === 'accepted') return outcome.body;
    const wait = outcome.retryAfterMilliseconds ?? next * (0.5 + Math.random() / 2);
    if (Date.now() + wait >= patience.deadline) {
      const tried = attempts === 1 ? 'once' : `${attempts} times`;
      const asked = outcome.retryAfterMilliseconds === null ? '' : ` and asks to wait ${Math.ceil(wait / 1000)} s`;
      throw new UserError(`${shownUrl(url)} ${outcome.why}${asked}; tried ${tried}: is the collector up, and is this its address for OTLP over HTTP?`);
    }
    await pause(wait);
  }
};
