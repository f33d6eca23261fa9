import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import type { TokenizerJob } from './job.js';
import { assembledTokenizer } from './legacy-tokenizer.js';

/** Rows of ids, all of one length, and which of them are of the text. */
export type Tokens = { readonly ids: readonly number[]; readonly mask: readonly number[] };

export type Tokenize = (length: number) => Tokens;

const jsonIn = (file: string | null): object => (file === null ? {} : JSON.parse(readFileSync(file, 'utf8')));

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** What ids that fill up a row are, by the tokenizer's own padding, else by its padding token; 0 where it has neither. */
const paddingOf = (tokenizer: Tokenizer, own: object, config: object): number => {
  const stated = memberOf(memberOf(own, 'padding'), 'pad_id');
  if (typeof stated === 'number') return stated;
  const token = memberOf(config, 'pad_token');
  const content = typeof token === 'string' ? token : memberOf(token, 'content');
  return [content, '[PAD]', '<pad>'].flatMap((name) => (typeof name === 'string' ? (tokenizer.token_to_id(name) ?? []) : []))[0] ?? 0;
};

/** Loads a tokenizer; what it gives makes one row of ids of the text, cut or filled up on the right to a length, with its special tokens around. */
export function loadTokenizer({ file, legacy, config, text }: TokenizerJob): Tokenize {
  const [own, settings] = [legacy === undefined ? jsonIn(file) : assembledTokenizer(legacy), jsonIn(config)];
  const tokenizer = new Tokenizer(own, settings);
  const padding = paddingOf(tokenizer, own, settings);
  return (length) => {
    const bare: readonly number[] = tokenizer.encode(text, { add_special_tokens: false }).ids;
    const whole: readonly number[] = tokenizer.encode(text).ids;
    const around = whole.length - bare.length;
    const before =
      around === 0
        ? 0
        : Math.max(
            0,
            whole.findIndex((_, at) => bare.every((id, place) => whole[at + place] === id)),
          );
    const room = Math.max(0, length - around);
    const row = [...whole.slice(0, before), ...bare.slice(0, room), ...whole.slice(before + bare.length)].slice(0, length);
    const missing = length - row.length;
    return { ids: [...row, ...Array.from({ length: missing }, () => padding)], mask: [...row.map(() => 1), ...Array.from({ length: missing }, () => 0)] };
  };
}
