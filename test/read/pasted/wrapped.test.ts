import { describe, expect, it } from 'vitest';
import { documentKindOf } from '../../../src/read/document.js';
import { unwrappedOf, wrapWidthOf } from '../../../src/read/pasted/wrapped.js';
import { isoOf, recordsOf } from '../records.js';

const clock = '2026-03-11 06:00:0';
const messages = [
  'loading the tokenizer of the ranker from a shared folder',
  'reading the weights of the ranker from the same folder',
  'ready to serve requests on all of the interfaces it has',
];
const whole = messages.map((message, at) => `${clock}${at},000 [ranker] INFO - ${message}, as asked`);
const width = 72;
const wrappedAt = (lines: readonly string[], columns = width): string =>
  lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? ['']).join('\n');

describe('a log whose lines a terminal broke', () => {
  it('is known by lines of one width, each of which goes on below', () => {
    expect(wrapWidthOf(`${wrappedAt(whole)}\n`)).toBe(width);
    expect(documentKindOf(`$ serve ranker\n${wrappedAt(whole)}\n`)).toBe('wrapped');
  });

  it.each([
    ['lines that end ahead of it', whole.join('\n')],
    ['fewer than three', wrappedAt(whole.slice(0, 2))],
    ['one line again and again', wrappedAt([0, 1, 2].map((at) => `${clock}${at},000 [ranker] INFO - ${messages[0]}, as asked`))],
    ['a table', wrappedAt(whole).replace(/^(?!2026).*$/gm, '| a | row |')],
    ['dated lines of one width', whole.map((line) => line.slice(0, width)).join('\n')],
    ['blank lines below', wrappedAt(whole).replace(/^(?!2026).*$/gm, '')],
    ['lines without a date', wrappedAt(whole.map((line) => line.replace(/^\S+ \S+ /, 'x'.repeat(24))))],
    ['a narrow column', wrappedAt(whole, 40)],
    ['bars that fill the terminal', messages.map((message) => `${message}: 100%|`.padEnd(width, '█')).join('\nmore below\n')],
    ['rulers', messages.map((message) => `${message} `.padEnd(width, '-')).join('\nmore below\n')],
    ['lines that end with a word each', messages.map((message) => `${message.padEnd(width - 4, ' ab')} abc`.slice(0, width)).join('\nLoading\n')],
  ])('is not told from %s', (_, text) => {
    expect(wrapWidthOf(`${text}\n`)).toBeNull();
  });

  it.each([
    ['without a date', whole.map((line) => line.slice(clock.length + 6))],
    ['with levels and yearless dates', whole.map((line) => `INFO 03-11 ${line.slice(11)}`)],
    ['with lines between that the terminal left whole', whole.flatMap((line) => [line, `${clock}9,000 and so on`, 'Loading'])],
  ])('is known %s', (_, lines) => {
    expect(wrapWidthOf(`${wrappedAt(lines)}\n`)).toBe(width);
  });

  it('may have a line that just fits, among twenty that do not', () => {
    const lines = Array.from({ length: 24 }, (_, at) => `${whole[at % 3]}, ${'as asked by the owner of it'.slice(0, 4 + at)}`);
    const fits = `${clock}9,000 [ranker] INFO - a line as wide as all`.padEnd(width, ', or two');
    expect(wrapWidthOf(`${wrappedAt([...lines, fits, ...lines])}\n`)).toBe(width);
    expect(wrapWidthOf(`${wrappedAt([...whole, fits, ...whole])}\n`)).toBeNull();
  });

  it('may have been of JSON', () => {
    const objects = messages.map((message, at) => JSON.stringify({ timestamp: `2026-03-11T06:00:0${at}.000Z`, message, level: 'INFO' }));
    const text = `${wrappedAt(objects)}\n`;
    expect(documentKindOf(text)).toBe('wrapped');
    expect(recordsOf(text).map((record) => [isoOf(record), record.line, record.level])).toEqual(
      [0, 1, 2].map((at) => [`2026-03-11T06:00:0${at}.000Z`, at * 2 + 1, 'info']),
    );
    expect(documentKindOf(`${objects.join('\n')}\n`)).toBeNull();
  });

  it('is put together again, line by line', () => {
    const lines = wrappedAt(whole).split('\n');
    const drafts = unwrappedOf(
      lines.map((text, at) => ({ text, line: at + 1 })),
      width,
    );
    expect(drafts.map(({ text, line }) => [line, text])).toEqual(whole.map((text, at) => [at * 2 + 1, text]));
  });

  it('is read as the lines that the program wrote', () => {
    const records = recordsOf(`${wrappedAt(whole)}\n`);
    expect(records.map((record) => [isoOf(record), record.text.endsWith(', as asked')])).toEqual([0, 1, 2].map((at) => [`2026-03-11T06:00:0${at}.000Z`, true]));
  });
});
