import { describe, expect, it } from 'vitest';
import { createDocument, documentKindOf } from '../../src/read/document.js';
import { isoOf, recordsOf } from './records.js';

describe('the kind of a source', () => {
  it.each([
    'apiVersion: v1\nitems:\n- a\nkind: List\n',
    '\n\napiVersion: v1\nkind: Pod\n',
    'apiVersion: v1\nkind: EventList\n',
    '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}',
    '{"apiVersion":"v1","kind":"Event"}',
    '{"kind":"PodList","apiVersion":"v1"}',
    '{\n  "apiVersion": "v1",\n  "items": [\n',
  ])('is objects of Kubernetes: %j', (text) => {
    expect(documentKindOf(text)).toBe('objects');
  });

  it.each(['[\n  {\n    "textPayload": "a"', '{\n  "events": [\n    {\n      "ingestionTime": 1', '[  \n  {\n    "jsonPayload": {'])(
    'is entries of a log: %j',
    (text) => {
      expect(documentKindOf(text)).toBe('entries');
    },
  );

  it.each([
    'kind: Pod\n',
    'INFO: apiVersion: v1\nkind: Pod\n',
    'apiVersion:\nkind: Pod\n',
    'apiVersion: v1\nkind: Deployment\n',
    'a log that names\napiVersion: v1\nkind: Pod\n',
    'a\nkind: Pod\n',
    '{"kind":"Pod"}\n',
    '{"apiVersion":"v1","kind":"Deployment"}\n',
    '{"apiVersion":1,"kind":"Pod"}\n',
    '{"message":"\\"apiVersion\\"","kind":"Pod"}\n',
    '{"message":"a"}\n{\n  "textPayload": "a"',
    '[INFO] a\n  "textPayload": "a"',
    '[\n  {\n    "message": "a"',
    '',
    '   ',
  ])('is a log of lines: %j', (text) => {
    expect(documentKindOf(text)).toBeNull();
  });

  it('shows at the beginning', () => {
    expect(documentKindOf(`apiVersion: v1\n${'#'.repeat(9000)}\nkind: Pod\n`)).toBeNull();
  });
});

describe('the entries of a log that a cloud has exported', () => {
  const entries = [
    { insertId: 'b', textPayload: 'second', timestamp: '2026-01-01T00:00:02Z' },
    { insertId: 'a', textPayload: 'first', timestamp: '2026-01-01T00:00:01Z' },
    { insertId: 'c', textPayload: 'third', timestamp: '2026-01-01T00:00:02Z' },
  ];

  it('come in the order of time, and in that of the file where it is the same', () => {
    expect(recordsOf(JSON.stringify(entries, null, 2)).map((record) => [record.line, isoOf(record), record.text])).toEqual([
      [7, '2026-01-01T00:00:01.000Z', 'first'],
      [2, '2026-01-01T00:00:02.000Z', 'second'],
      [12, '2026-01-01T00:00:02.000Z', 'third'],
    ]);
  });

  it.each(['events', 'entries'])('stand under %s', (name) => {
    expect(recordsOf(JSON.stringify({ [name]: entries }, null, 2)).map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });

  it('come first where they have no time', () => {
    const document = createDocument('entries');
    JSON.stringify([entries[0], { textPayload: 'undated' }], null, 2)
      .split('\n')
      .forEach((text, index) => {
        document.push(text, index + 1);
      });
    const { drafts, entries: found } = document.end();
    expect(drafts).toEqual([]);
    expect(found.map(({ text }) => (JSON.parse(text) as { textPayload: string }).textPayload)).toEqual(['undated', 'second']);
  });

  it('say which lines they have no room for', () => {
    const document = createDocument('entries');
    const taken = Array.from({ length: 500_002 }, (_, index) => document.push('  {', index + 1));
    expect(taken.indexOf(false)).toBe(500_000);
    expect(taken.filter((isTaken) => !isTaken)).toHaveLength(2);
  });

  it('hold objects', () => {
    const [record] = recordsOf(
      JSON.stringify([{ jsonPayload: { message: 'up', model: { name: 'a' } }, insertId: 'x', timestamp: '2026-01-01T00:00:02Z' }], null, 2),
    );
    expect(record).toMatchObject({ text: 'up' });
  });
});

describe('objects one a line', () => {
  const pod = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { creationTimestamp: '2026-08-21T05:33:25Z', name } });

  it('are read as far as each is whole', () => {
    expect(recordsOf(`${pod('a')}\n{"apiVersion": half\n\n${pod('b')}\n`).map(({ line, text }) => [line, text])).toEqual([
      [1, 'Created pod: a'],
      [4, 'Created pod: b'],
    ]);
  });
});
