import type { Facts } from '../../model/signal.js';
import { longestSeconds, readDuration } from '../figures/duration.js';
import { readNumber } from '../figures/number.js';
import { readSize } from '../figures/size.js';

/** Named captures to facts in base units; the table stands in docs/rules.md. */

type Reader = { readonly fact: 'seconds' | 'bytes'; readonly read: (text: string) => number | null };

/** Past these a figure is an overflow or a mistake: it counts as unreadable. */
const most = { seconds: longestSeconds, bytes: 2 ** 63 } as const;

const readers = new Map<string, Reader>([
  ['nanoseconds', scaled('seconds', 1e9)],
  ['microseconds', scaled('seconds', 1e6)],
  ['milliseconds', scaled('seconds', 1e3)],
  ['seconds', scaled('seconds', 1)],
  ['minutes', { fact: 'seconds', read: (text) => times(readNumber(text), 60) }],
  ['duration', { fact: 'seconds', read: readDuration }],
  ['bytes', bytes(1)],
  ['kb', bytes(1e3)],
  ['mb', bytes(1e6)],
  ['gb', bytes(1e9)],
  ['kib', bytes(1024)],
  ['mib', bytes(1024 ** 2)],
  ['gib', bytes(1024 ** 3)],
  ['size', { fact: 'bytes', read: readSize }],
]);

/** Facts that stay text though they may look like a number: `0.10` is a version, `64` a list of one. */
const texts = new Set([
  'version',
  'model',
  'gpu',
  'dtype',
  'quantization',
  'image',
  'process',
  'request',
  'path',
  'error',
  'parallelism',
  'batches',
  'sequences',
  'shapes',
]);

/**
 * The facts of a match's named captures. A capture whose unit cannot be read (`took 2.3 GB` as `duration`, a number without a unit)
 * gives no fact of its own; `unreadable` then holds its name and `unreadableText` what stood there.
 */
export function readFacts(captures: { readonly [name: string]: string | undefined }, stated: Facts = {}): Facts {
  const facts: { [name: string]: number | string | boolean } = { ...stated };
  for (const [name, text] of Object.entries(captures)) {
    if (text === undefined || text === '') continue;
    const { prefix, reader } = readerOf(name);
    if (reader === null) {
      facts[name] = readPlain(name, text);
      continue;
    }
    const value = reader.read(text);
    if (value !== null && value >= 0 && value <= most[reader.fact]) facts[prefix === '' ? reader.fact : prefix + capital(reader.fact)] = value;
    else if (facts.unreadable === undefined) Object.assign(facts, { unreadable: name, unreadableText: text.trim() });
  }
  return facts;
}

function readPlain(name: string, text: string): number | string {
  if (texts.has(name)) return text.trim();
  if (name === 'quantile') return readQuantile(text) ?? text.trim();
  return readNumber(text) ?? text.trim();
}

/** `p95`, `P99.9`, `95`, `95th`, `0.95` → 0.95. */
function readQuantile(text: string): number | null {
  const number = readNumber(
    text
      .trim()
      .replace(/^p(?=\d)/i, '')
      .replace(/(?:th|%)$/i, ''),
  );
  if (number === null || number <= 0 || number > 100) return null;
  return number > 1 ? Number((number / 100).toPrecision(12)) : number;
}

const named = new Map<string, { readonly prefix: string; readonly reader: Reader | null }>();

/** `compileSeconds` → `compile` and the reader of seconds; names without a unit have no reader. Names are few: remembered. */
function readerOf(name: string): { readonly prefix: string; readonly reader: Reader | null } {
  const known = named.get(name);
  if (known !== undefined) return known;
  const end = /[A-Z][a-z]*$/.exec(name);
  const unit = end === null ? name : end[0].toLowerCase();
  const prefix = end === null ? '' : name.slice(0, end.index);
  const found = { prefix, reader: readers.get(unit) ?? null };
  named.set(name, found);
  return found;
}

function scaled(fact: 'seconds', perSecond: number): Reader {
  return {
    fact,
    read: (text) => {
      const number = readNumber(text);
      return number === null ? null : number / perSecond;
    },
  };
}

function bytes(unit: number): Reader {
  return {
    fact: 'bytes',
    read: (text) => {
      const number = readNumber(text);
      return number === null ? null : Math.round(number * unit);
    },
  };
}

function times(number: number | null, factor: number): number | null {
  return number === null ? null : number * factor;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
