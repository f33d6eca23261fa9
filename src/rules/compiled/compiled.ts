import type { RuntimeRules } from '../schema.js';
import type { PatternIndex, RuleSet } from '../set.js';
import { inAscii } from './ascii.js';
import { pack, unpack } from './packed.js';

/** What of a runtime only the answer needs. */
type Advice = Pick<RuntimeRules, 'fixes' | 'suspects' | 'howToLog'>;
type Head = Omit<RuntimeRules, 'signals' | keyof Advice>;
type Small = Pick<PatternIndex, 'guards' | 'fragments' | 'needs'>;

/** The parts of the file, in their order; behind them the advice and the signals of each runtime. */
const partNames = [
  'pairs',
  'bases',
  'owners',
  'nexts',
  'outputStarts',
  'outputItems',
  'setStarts',
  'setItems',
  'askingStarts',
  'askingItems',
  'sizes',
  'places',
  'firstFinal',
  'heads',
  'small',
  'causes',
  'prefilter',
] as const;
const partOf = Object.fromEntries(partNames.map((name, part) => [name, part])) as Readonly<Record<(typeof partNames)[number], number>>;

/**
 * A rule set as a file of arrays and of JSON in ASCII. A start views the arrays (the index of patterns) and parses only what its log calls
 * for: the runtimes without their signals and advice, then those of the runtimes that are seen.
 */
export function writeCompiled({ runtimes, index, causes, prefilter }: RuleSet): Buffer {
  const { tables, places, guards, fragments, needs } = index;
  const { automaton, setsOf, asking, sizes } = tables;
  const { pairs, bases, owners, nexts, outputs, firstFinal } = automaton;
  const heads = runtimes.map(({ signals: _, fixes: __, suspects: ___, howToLog: ____, ...head }): Head => head);
  const small: Small = { guards, fragments, needs };
  const arrays = [pairs, bases, owners, nexts, outputs.starts, outputs.items, setsOf.starts, setsOf.items, asking.starts, asking.items, sizes, places];
  const advice = runtimes.map(({ fixes, suspects, howToLog }): Advice => ({ fixes, suspects, howToLog }));
  const texts = [heads, small, causes, prefilter, ...advice, ...runtimes.map(({ signals }) => signals)].map((part) => inAscii(JSON.stringify(part)));
  return pack([...arrays, Uint32Array.of(firstFinal), ...texts]);
}

/** The rule set that `writeCompiled` wrote. */
export function readCompiled(file: Buffer): RuleSet {
  const parts = unpack(file);
  const numbers = (name: keyof typeof partOf) => parts.numbers(partOf[name]);
  const json = <T>(part: number): T => JSON.parse(parts.text(part)) as T;
  const causesOf = onDemand(() => json<RuleSet['causes']>(partOf.causes));
  const prefilterOf = onDemand(() => json<RuleSet['prefilter']>(partOf.prefilter));
  const heads = json<Head[]>(partOf.heads);
  const firstOfRuntimes = partNames.length;
  return {
    runtimes: heads.map((head, runtime) =>
      completed(
        head,
        () => json<Advice>(firstOfRuntimes + runtime),
        () => json<RuntimeRules['signals']>(firstOfRuntimes + heads.length + runtime),
      ),
    ),
    index: {
      places: numbers('places'),
      tables: {
        automaton: {
          pairs: numbers('pairs'),
          bases: numbers('bases'),
          owners: numbers('owners'),
          nexts: numbers('nexts'),
          firstFinal: numbers('firstFinal')[0] as number,
          outputs: { starts: numbers('outputStarts'), items: numbers('outputItems') },
        },
        setsOf: { starts: numbers('setStarts'), items: numbers('setItems') },
        asking: { starts: numbers('askingStarts'), items: numbers('askingItems') },
        sizes: numbers('sizes'),
      },
      ...json<Small>(partOf.small),
    },
    get causes() {
      return causesOf();
    },
    get prefilter() {
      return prefilterOf();
    },
  };
}

function completed(head: Head, readAdvice: () => Advice, readSignals: () => RuntimeRules['signals']): RuntimeRules {
  const advice = onDemand(readAdvice);
  const signals = onDemand(readSignals);
  return {
    ...head,
    get fixes() {
      return advice().fixes;
    },
    get suspects() {
      return advice().suspects;
    },
    get howToLog() {
      return advice().howToLog;
    },
    get signals() {
      return signals();
    },
  };
}

function onDemand<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
