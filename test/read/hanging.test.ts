import { describe, expect, it } from 'vitest';
import { recordsOf } from './records.js';

const head = '[03/11/26 06:00:01] INFO     ';
const below = ' '.repeat(head.length);
const messages = (...lines: readonly string[]) => recordsOf(lines.join('\n')).map(({ text }) => text);
const padded = (line: string) => line.padEnd(80);

describe('a message broken where its column ended', () => {
  it('is one sentence', () => {
    expect(messages(padded(`${head}reading all the weights of the rankers, of which`), padded(`${below}there are many`))).toEqual([
      'reading all the weights of the rankers, of which there are many',
    ]);
  });

  it('is one over several lines, with the source place of the first at the right edge or close by', () => {
    for (const first of ['reading the weights of the ranker     ranker.py:7', 'reading the weights of the ranker! ranker.py:7'])
      expect(messages(head + first, `${below}model, of which there are many of one     `, `${below}gigabyte`)).toEqual([
        `${first.slice(0, first.includes('!') ? 34 : 33)} model, of which there are many of one gigabyte`,
      ]);
  });

  it('is one without the blanks at the end of its lines, where these have some 80 characters', () => {
    expect(messages(`${head}reading the weights of the ranker, of which all`, `${below}are one`)[0]).toContain('which all are one');
  });

  it('is one inside envelopes', () => {
    const line = `${head}reading the weights of the ranker, of which all`;
    for (const wrap of [
      (text: string) => `ranker-1  | ${text}`,
      (text: string) => `2026-03-11T06:00:01.000000001Z stdout F ${text}`,
      (text: string) => JSON.stringify({ log: `${text}\n`, stream: 'stdout', time: '2026-03-11T06:00:01.000000001Z' }),
    ])
      expect(messages(wrap(line), wrap(`${below}are one`))[0]).toContain('which all are one');
  });

  it('knows where its further lines begin', () => {
    const [record] = recordsOf([padded(`${head}reading all the weights of the rankers, of which`), padded(`${below}there are`)].join('\n'));
    expect(record?.wraps?.map((at) => record.text.slice(at))).toEqual(['there are']);
    expect(record?.raw.split('\n')).toHaveLength(2);
  });

  it('may be one word below the last that fits', () => {
    const text = 'reading all the weights of the rankers, of which there';
    const room = text.length + 6;
    expect(messages(`${head}${text.padEnd(room)}`, `${below}is one`)[0]).toContain('there\n');
    expect(messages(`${head}${text.padEnd(room)}`, `${below}isisisis`)[0]).toContain('there isisisis');
    expect(messages(`${head}${text.padEnd(room)}`, `${below}isisi`)[0]).toContain('there\n');
    expect(messages(`${head}${text.padEnd(room)}`, `${below}isisis`)[0]).toContain('there isisis');
  });

  it.each([
    ['ends ahead of the column', `${head}weights:`, `${below}ranker`],
    ['has room left for the next word', padded(`${head}reading the weights of the ranker of`), padded(`${below}all`)],
    ['has its rest elsewhere', `${head}reading the weights of the ranker, of which all`, `${below}  are one`],
  ])('is of several lines where it %s', (_, first, second) => {
    expect(messages(first, second)[0]?.split('\n')).toHaveLength(2);
  });
});
