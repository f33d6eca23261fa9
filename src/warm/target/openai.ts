import { textOf } from './content.js';
import type { Ask, Dialect } from './dialect.js';
import { memberOf, Problem } from './dialect.js';

/** Enough for the first token and a few steps of decoding, which run other kernels than the prompt. */
const tokens = 8;

const modelOf = async (ask: Ask): Promise<string> => {
  const list = memberOf(await ask('/v1/models'), 'data');
  const id = Array.isArray(list) ? memberOf(list[0], 'id') : undefined;
  if (typeof id === 'string') return id;
  throw new Problem('/v1/models names no model; give its name by --model');
};

const choicesOf = (value: unknown): readonly unknown[] => {
  const choices = memberOf(value, 'choices');
  return Array.isArray(choices) ? choices : [];
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The objects of a stream of server-sent events. */
const eventsIn = (text: string): unknown[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const content = /^data: ?(.*)$/.exec(line)?.[1]?.trim();
    if (content === undefined || content === '[DONE]' || content === '') return [];
    try {
      return [JSON.parse(content)];
    } catch {
      // The rest of it comes with the next piece.
      return [];
    }
  });

/** `/v1/completions`, streamed, as vLLM, SGLang, llama.cpp and others serve it. A sequence is that many words of prompt. */
export const openai = (model: string | null): Dialect => ({
  prepare: async (ask) => {
    const name = model ?? (await modelOf(ask));
    return ({ batch = 1, sequence = 1 }, variant) => {
      const prompts = Array.from({ length: batch }, (_, at) => textOf(sequence, variant * batch + at));
      const body = { model: name, prompt: batch === 1 ? prompts[0] : prompts, max_tokens: tokens, temperature: 0, stream: true };
      return [{ path: '/v1/completions', text: JSON.stringify(body) }];
    };
  },
  read: (text) => {
    const events = eventsIn(text);
    if (events.length === 0) throw new Problem('the answer is no stream of completions');
    const error = events.map((event) => memberOf(event, 'error')).find((one) => one !== undefined);
    if (error !== undefined) throw new Problem(`the stream ends with an error: ${JSON.stringify(error).slice(0, 200)}`);
    const texts: string[] = [];
    for (const choice of events.flatMap(choicesOf)) {
      const index = Number(memberOf(choice, 'index') ?? 0);
      texts[index] = `${texts[index] ?? ''}${String(memberOf(choice, 'text') ?? '')}`;
    }
    return texts;
  },
  hasToken: (text) => eventsIn(text).some((event) => choicesOf(event).some((choice) => isText(memberOf(choice, 'text')))),
});
