import { describe, expect, it } from 'vitest';
import { at, type Node, nodeOf, outlineOf, textAt } from '../../src/read/outline.js';

const linesOf = (text: string): { text: string; line: number }[] => text.split('\n').map((line, index) => ({ text: line, line: index + 1 }));

/** A node as plain data; an empty one is null. */
const plain = (node: Node): unknown => {
  if (node.entries.length > 0) return node.entries.map(plain);
  return node.members.size > 0 ? Object.fromEntries([...node.members].map(([name, inner]) => [name, plain(inner)])) : node.value;
};

const read = (text: string): unknown[] => outlineOf(linesOf(text)).map(plain);

describe('an outline', () => {
  it('has the members of members', () => {
    expect(read('a:\n  b: 1\n  c:\n    d: two words\ne: 3\n')).toEqual([{ a: { b: '1', c: { d: 'two words' } }, e: '3' }]);
  });

  it.each([
    ['a plain text', 'a: b c', 'b c'],
    ['a text in quotes', 'a: "b c"', 'b c'],
    ['what is escaped in quotes', 'a: "b\\tc\\"d"', 'b\tc"d'],
    ['a text in quotes that are not JSON', 'a: "b\\qc"', 'b\\qc'],
    ['a text in single quotes', "a: 'b ''c'''", "b 'c'"],
    ['a quote alone', 'a: "', '"'],
    ['a single quote alone', "a: '", "'"],
    ['a quote at the end', 'a: b"', 'b"'],
    ['a quote at the beginning', 'a: "b', '"b'],
    ['a single quote at the end', "a: b'", "b'"],
    ['a single quote at the beginning', "a: 'b", "'b"],
    ['commas within', 'a: b, c', 'b, c'],
    ['a comma at the end left out', 'a: b,', 'b'],
    ['nothing', 'a:', null],
    ['an empty object', 'a: {}', null],
    ['an empty list', 'a: []', null],
  ])('gives %s', (_, text, value) => {
    expect(read(text)).toEqual([{ a: value }]);
  });

  it.each([
    ['"a b": 1', 'a b'],
    ["'a b': 1", 'a b'],
    ['a/b-c.d: 1', 'a/b-c.d'],
  ])('has the name of %s', (text, name) => {
    expect(read(text)).toEqual([{ [name]: '1' }]);
  });

  it.each(['', '   ', '# a: 1', '  # a: 1', 'no member', '  }', '  ],'])('passes over %j', (line) => {
    expect(read(`x: 1\n${line}\ny: 2`)).toEqual([{ x: '1', y: '2' }]);
  });

  it.each(['|', '|-', '>', '>-'])('puts the lines of a text behind %s together', (mark) => {
    expect(read(`a: ${mark}\n  one\n  two\nb: 1`)).toEqual([{ a: 'one two', b: '1' }]);
  });

  it('puts the lines of a wrapped text together', () => {
    expect(read("a: 'one\n  two: 2\n\n  three'\nb: 1")).toEqual([{ a: 'one two: 2 three', b: '1' }]);
  });

  it('has entries, be they indented or not', () => {
    expect(read('a:\n- b: 1\n  c: 2\n- b: 3\nd: 4')).toEqual([{ a: [{ b: '1', c: '2' }, { b: '3' }], d: '4' }]);
    expect(read('a:\n  - b: 1\n    c: 2\n  - b: 3\nd: 4')).toEqual([{ a: [{ b: '1', c: '2' }, { b: '3' }], d: '4' }]);
  });

  it('has entries that are texts, wrapped ones too', () => {
    expect(read('a:\n- one\n- two\n  and more\nb: 1')).toEqual([{ a: ['one', 'two and more'], b: '1' }]);
  });

  it('has entries of entries', () => {
    expect(read('- - one\n  - two\n- - three')).toEqual([[['one', 'two'], ['three']]]);
  });

  it('has entries whose members begin in the next line', () => {
    expect(read('a:\n-\n  b: 1\n-\n  b: 2')).toEqual([{ a: [{ b: '1' }, { b: '2' }] }]);
  });

  it('has documents, each with the line that it begins in', () => {
    const documents = outlineOf(linesOf('a: 1\n---\n\na: 2\nb: 3\n---\n'));
    expect(documents.map((one) => [one.line, plain(one)])).toEqual([
      [1, { a: '1' }],
      [4, { a: '2', b: '3' }],
    ]);
  });

  it('has an empty entry', () => {
    expect(read('a:\n- \nb: 1')).toEqual([{ a: [null], b: '1' }]);
  });

  it('is of nothing where there are no lines', () => {
    expect(read('')).toEqual([]);
    expect(read('---\n---')).toEqual([]);
  });

  it.each([2, 4])('is read of JSON that is indented by %i', (indent) => {
    const value = { a: { b: 'x, y', c: [{ d: 1 }, { d: 2 }], e: [], f: {} }, h: true, i: { j: { k: 'l' } }, m: '}' };
    expect(read(JSON.stringify(value, null, indent))).toEqual([
      { a: { b: 'x, y', c: [{ d: '1' }, { d: '2' }], e: null, f: null }, h: 'true', i: { j: { k: 'l' } }, m: '}' },
    ]);
  });

  it('is read of a JSON list', () => {
    expect(read(JSON.stringify([{ a: 1, b: { c: 2 } }, { a: 3 }], null, 2))).toEqual([[{ a: '1', b: { c: '2' } }, { a: '3' }]]);
  });

  it('is read of JSON documents one after another', () => {
    const text = `${JSON.stringify({ a: 1, b: { c: 2 } }, null, 2)}\n${JSON.stringify({ a: 3 }, null, 2)}`;
    expect(read(text)).toEqual([{ a: '1', b: { c: '2' } }, { a: '3' }]);
  });

  it('knows the lines of its members and entries', () => {
    const [root] = outlineOf(linesOf('a:\n  b: 1\nlist:\n- c: 2\n-\n  c: 3'));
    expect([at(root, 'a')?.line, at(root, 'a', 'b')?.line, ...(at(root, 'list')?.entries.map(({ line }) => line) ?? [])]).toEqual([1, 2, 4, 5]);
  });

  it('goes so deep and no deeper', () => {
    const deep = Array.from({ length: 500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    let depth = 0;
    for (let node: Node | undefined = outlineOf(linesOf(deep))[0]; node !== undefined; node = node.members.get('a')) depth += 1;
    expect(depth).toBe(65);
  });
});

describe('the outline of a value', () => {
  it('is that of its indented text, all in one line', () => {
    const node = nodeOf({ a: 1, b: [true, 'x', null], c: { d: 'e' }, f: null }, 7);
    expect(plain(node)).toEqual({ a: '1', b: ['true', 'x', null], c: { d: 'e' }, f: null });
    expect(at(node, 'c', 'd')?.line).toBe(7);
  });

  it.each(['a list', 'an object'])('goes so deep and no deeper: %s in itself', (kind) => {
    let value: unknown = 1;
    for (let level = 0; level < 200; level += 1) value = kind === 'a list' ? [value] : { a: value };
    let depth = 0;
    for (let node: Node | undefined = nodeOf(value, 1); node !== undefined; node = node.entries[0] ?? node.members.get('a')) depth += 1;
    expect(depth).toBe(66);
  });
});

describe('a path', () => {
  const [root] = outlineOf(linesOf('a:\n  b: 1'));

  it('leads to a member or to nothing', () => {
    expect([textAt(root, 'a', 'b'), textAt(root, 'a'), textAt(root, 'a', 'c'), textAt(root, 'x', 'y'), textAt(null, 'a')]).toEqual([
      '1',
      null,
      null,
      null,
      null,
    ]);
    expect([at(root)?.line, at(root, 'x'), at(undefined, 'x')]).toEqual([1, null, null]);
  });
});
