import type { IncomingHttpHeaders } from 'node:http';

/** Whether what has come until this piece of an answer holds a token. */
export type TokenSense = (chunk: Buffer) => boolean;

const memberOf = (value: unknown, name: string | number): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** Servers of chat models open a stream with an event that names the role and holds no text yet. */
const hasText = (event: string): boolean => {
  if (event === '' || event === '[DONE]') return false;
  let value: unknown;
  try {
    value = JSON.parse(event);
  } catch {
    return true;
  }
  const choice = memberOf(memberOf(value, 'choices'), 0);
  if (choice === undefined) return true;
  const text = memberOf(choice, 'text') ?? memberOf(memberOf(choice, 'delta'), 'content') ?? memberOf(memberOf(choice, 'delta'), 'reasoning_content');
  return typeof text === 'string' && text !== '';
};

/** Reads server-sent events until one holds text (https://html.spec.whatwg.org/multipage/server-sent-events.html); any other stream has it in its first piece. */
export function createTokenSense(headers: IncomingHttpHeaders): TokenSense {
  const type = headers['content-type'] ?? '';
  const isStreamed = headers['content-length'] === undefined;
  if (!isStreamed) return () => false;
  if (!type.startsWith('text/event-stream')) return (chunk) => chunk.length > 0;
  let rest = '';
  return (chunk) => {
    const lines = `${rest}${chunk.toString('utf8')}`.split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    return lines.some((line) => line.startsWith('data:') && hasText(line.slice('data:'.length).trim()));
  };
}
