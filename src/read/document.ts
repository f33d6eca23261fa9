import { createDraft, type Draft } from './draft.js';
import { draftsOfObjects } from './kubernetes/objects.js';
import { type Node, type NumberedLine, nodeOf, outlineOf } from './outline.js';
import { isNewestFirst, oldestFirst } from './pasted/newest-first.js';
import { unwrappedOf, wrapWidthOf } from './pasted/wrapped.js';
import { entriesOfTable, isLogTable } from './table.js';

/**
 * A source that is no log of lines but one document: Kubernetes objects, or the entries that a cloud's tool exported as
 * indented JSON or as a table, or a log whose lines a terminal broke at its width, or a console
 * gave with the newest first. Its lines are gathered, and records made of it when it is complete.
 */
export type LogDocument = {
  /** False: it holds as many lines as it can, and this one is not read. */
  push(text: string, line: number): boolean;
  /** `drafts` are records as they stand, `entries` are lines to be peeled; without either the document holds no records, and its lines are to be read as a log. */
  end(): { readonly drafts: readonly Draft[]; readonly entries: readonly Draft[]; readonly lines: readonly NumberedLine[] };
};

type DocumentKind = 'objects' | 'entries' | 'table' | 'wrapped' | 'newest-first';

const mostLines = 500_000;
const sampleCharacters = 8192;
const objectKinds = '(?:List|Pod|PodList|Event|EventList)';
const jsonKind = new RegExp(`"kind": *"${objectKinds}"|"items": *\\[`);
const yamlKind = new RegExp(`^(?:kind: ${objectKinds}|items:)\\s*$`, 'm');
const exported = /^ {2,16}"(?:textPayload|jsonPayload|insertId|logName|ingestionTime|logStreamName)":/m;

/** Which document a source is that begins with this text; null: a log of lines. */
export const documentKindOf = (beginning: string): DocumentKind | null => {
  const sample = beginning.slice(0, sampleCharacters);
  const start = sample.trimStart();
  const code = start.charCodeAt(0);
  if (code === 123 || code === 91) {
    if (sample.includes('"apiVersion"') && /"apiVersion": *"/.test(sample) && jsonKind.test(sample)) return 'objects';
    if (/^[[{]\s*\n/.test(start)) return exported.test(sample) ? 'entries' : null;
  } else {
    if (code === 97 && /^apiVersion: \S/.test(start) && yamlKind.test(sample)) return 'objects';
    if (isLogTable(sample)) return 'table';
  }
  if (wrapWidthOf(sample) !== null) return 'wrapped';
  return isNewestFirst(sample.split('\n')) ? 'newest-first' : null;
};

/** The width is told once more from all of the lines: colours are off now, and the beginning was a part of them. */
const unwrapped = (lines: readonly NumberedLine[]): Draft[] => {
  const width = wrapWidthOf(
    lines
      .slice(0, sampleCharacters)
      .map(({ text }) => text)
      .join('\n')
      .slice(0, sampleCharacters),
  );
  return width === null ? [] : unwrappedOf(lines, width);
};

/** Gathers a document of a kind. */
export const createDocument = (kind: DocumentKind): LogDocument => {
  const lines: NumberedLine[] = [];
  return {
    push: (text, line) => lines.length < mostLines && lines.push({ text, line }) > 0,
    end: () => ({ drafts: kind === 'objects' ? objectsOf(lines) : [], entries: kind === 'objects' ? [] : readersOfEntries[kind](lines), lines }),
  };
};

const objectsOf = (lines: readonly NumberedLine[]): Draft[] => {
  if (!lines.some(({ text }) => text.startsWith('{"'))) return draftsOfObjects(outlineOf(lines));
  return lines.flatMap(({ text, line }) => {
    try {
      return draftsOfObjects([nodeOf(JSON.parse(text), line)]);
    } catch {
      return [];
    }
  });
};

const plainOf = (node: Node): unknown => {
  if (node.value !== null) return node.value;
  if (node.entries.length > 0) return node.entries.map(plainOf);
  return Object.fromEntries([...node.members].map(([name, inner]) => [name, plainOf(inner)]));
};

/** Each entry as the line that a logger would have written; the tools give the newest first, so they are sorted. */
const entriesOf = (lines: readonly NumberedLine[]): Draft[] => {
  const roots = outlineOf(lines);
  const nodes = roots.flatMap((root) => [...root.entries, ...(root.members.get('events')?.entries ?? []), ...(root.members.get('entries')?.entries ?? [])]);
  const dated = nodes.map((node) => ({ node, time: node.members.get('timestamp')?.value ?? '' }));
  dated.sort((left, right) => (left.time < right.time ? -1 : left.time > right.time ? 1 : left.node.line - right.node.line));
  return dated.map(({ node }) => createDraft(JSON.stringify(plainOf(node)), node.line));
};

const readersOfEntries: { readonly [kind in Exclude<DocumentKind, 'objects'>]: (lines: readonly NumberedLine[]) => Draft[] } = {
  entries: entriesOf,
  table: entriesOfTable,
  wrapped: unwrapped,
  'newest-first': oldestFirst,
};
