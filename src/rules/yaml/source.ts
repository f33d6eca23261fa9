import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Place } from '../../model/user-error.js';

export type Path = readonly PropertyKey[];

/** A YAML text with the places of its parts. */
export type YamlSource = {
  readonly file: string;
  readonly value: unknown;
  /** What is wrong with it as YAML, with places. */
  readonly errors: readonly { readonly reason: string; readonly place: Place }[];
  /** Place of the value at a path, or of the nearest part around it that exists. */
  place(path: Path): Place;
  /** Place of a key of the map at a path. */
  placeOfKey(path: Path, key: string): Place;
};

/** Parses a YAML text; never throws. */
export function readYaml(file: string, text: string): YamlSource {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { file, line, column: col };
  };
  const errors = document.errors.map((error) => ({ reason: `is no YAML here: ${firstSentence(error.message)}`, place: placeAt(error.pos[0]) }));
  const { value, problem } = toValue(document);
  if (problem !== null) errors.push({ reason: problem, place: { file } });
  return {
    file,
    value,
    errors,
    place: (path) => placeOf(document, path, placeAt) ?? { file },
    placeOfKey: (path, key) => placeOfKey(document, path, key, placeAt) ?? placeOf(document, path, placeAt) ?? { file },
  };
}

function toValue(document: Document.Parsed): { value: unknown; problem: string | null } {
  if (document.errors.length > 0) return { value: undefined, problem: null };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), problem: null };
  } catch (error) {
    return { value: undefined, problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function placeOf(document: Document.Parsed, path: Path, placeAt: (offset: number) => Place): Place | null {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return placeAt(node.range[0]);
  }
  return null;
}

function placeOfKey(document: Document.Parsed, path: Path, key: string, placeAt: (offset: number) => Place): Place | null {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return null;
  const pair = map.items.find((one) => isPair(one) && isScalar(one.key) && String(one.key.value) === key);
  return pair !== undefined && hasRange(pair.key) ? placeAt(pair.key.range[0]) : null;
}

function hasRange(node: unknown): node is { range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function firstSentence(message: string): string {
  return message.split('\n')[0] ?? message;
}
