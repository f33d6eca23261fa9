import { StringDecoder } from 'node:string_decoder';
import { type Body, type Build, type Dialect, Problem } from './dialect.js';
import { getStatus } from './get-status.js';
import type { Send } from './send.js';
import type { Clock, NotPassed, Outcome, Target } from './target.js';

/** Far above any answer of one pass. */
const mostBytes = 64 * 1024 ** 2;

type HttpIo = {
  readonly send: Send;
  readonly clock: Clock;
  /** Sent with each request, such as one with a key. */
  readonly headers: Readonly<{ [name: string]: string }>;
};

type Answered = { readonly text: string; readonly tokenAt: number | null };

/** Ends a pass with what came of it. */
class Stop extends Error {
  constructor(readonly outcome: NotPassed) {
    super(outcome.why);
  }
}

const ownHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** A service over HTTP at a base URL. */
export const httpTarget = (base: URL, dialect: Dialect, { send, clock, headers: given }: HttpIo): Target => {
  const headers = { ...ownHeaders, ...given };
  let build: Build | null = null;
  const urlOf = (path: string): URL => (path === '' ? base : new URL(`${base.pathname.replace(/\/+$/, '')}${path}${base.search}`, base));

  const ask = async (path: string, signal: AbortSignal): Promise<unknown> => {
    const { text } = await exchange({ method: 'GET', url: urlOf(path), headers, body: '' }, signal);
    try {
      return JSON.parse(text);
    } catch {
      throw new Problem(`${path} is no JSON; check --protocol and --target`);
    }
  };

  const exchange = async (message: Parameters<Send>[0], signal: AbortSignal): Promise<Answered> => {
    const { status, chunks } = await send(message, signal);
    const parts: Buffer[] = [];
    let bytes = 0;
    const tokens = dialect.hasToken === null ? null : watchTokens(dialect.hasToken, clock);
    for await (const chunk of chunks) {
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Stop({ kind: 'failed', why: 'the answer is larger than 64 MiB' });
      tokens?.see(chunk);
    }
    const tokenAt = tokens?.end() ?? null;
    const text = Buffer.concat(parts).toString();
    if (status >= 200 && status < 300) return { text, tokenAt };
    const said = text.trim() === '' ? '' : `: ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 200)}`;
    throw new Stop({ kind: status === 503 || status === 429 ? 'busy' : 'failed', why: `${message.method} ${message.url.pathname} answered ${status}${said}` });
  };

  const pass = async (bodies: readonly Body[], signal: AbortSignal): Promise<Outcome> => {
    const begin = clock();
    const all = await Promise.all(bodies.map(({ path, text }) => exchange({ method: 'POST', url: urlOf(path), headers, body: text }, signal)));
    const seconds = clock() - begin;
    const tokens = all.flatMap(({ tokenAt }) => (tokenAt === null ? [] : [tokenAt - begin]));
    return {
      kind: 'answered',
      seconds,
      firstTokenSeconds: tokens.length === 0 ? null : Math.max(...tokens),
      answer: all.map(({ text }) => dialect.read(text)),
    };
  };

  return {
    run: async (shape, variant, signal) => {
      try {
        build ??= await dialect.prepare((path) => ask(path, signal));
        const bodies = build(shape, variant);
        return 'problem' in bodies ? { kind: 'failed', why: bodies.problem } : await pass(bodies, signal);
      } catch (error) {
        return outcomeOf(error, base, signal);
      }
    },
    isAlive: async (signal) => (await getStatus(send, new URL('/', base), headers, signal)) !== null,
  };
};

type TokenWatch = { readonly see: (chunk: Buffer) => void; readonly end: () => number | null };

/** Notes when the first token came. Each line is looked at once: an answer without end and without a token must not take ever longer. */
const watchTokens = (hasToken: (text: string) => boolean, clock: Clock): TokenWatch => {
  const decoder = new StringDecoder('utf8');
  let open = '';
  let at: number | null = null;
  const look = (): void => {
    if (hasToken(open)) at = clock();
    open = '';
  };
  return {
    see: (chunk) => {
      if (at !== null) return;
      const text = decoder.write(chunk);
      const whole = text.lastIndexOf('\n') + 1;
      open += text.slice(0, whole);
      if (whole > 0) look();
      open += text.slice(whole);
    },
    end: () => {
      if (at === null) look();
      return at;
    },
  };
};

const outcomeOf = (error: unknown, base: URL, signal: AbortSignal): NotPassed => {
  if (error instanceof Stop) return error.outcome;
  if (signal.aborted) return { kind: 'failed', why: 'was stopped while it waited for an answer' };
  if (error instanceof Problem) return { kind: 'failed', why: error.message };
  if (error instanceof SyntaxError) return { kind: 'failed', why: `the answer is no JSON (${error.message}); check --protocol` };
  const { code, message } = error as NodeJS.ErrnoException;
  // A `TypeError` and the like is a fault of ours.
  if (code === undefined && message !== 'aborted') throw error;
  const wasConnected = (error as { readonly wasConnected?: boolean }).wasConnected !== false;
  if (wasConnected) return { kind: 'dropped', why: `${base.host} hung up without an answer (${code ?? message})` };
  return { kind: 'unreachable', why: `${base.host} cannot be reached (${code ?? message})` };
};
