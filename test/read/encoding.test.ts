import { describe, expect, it } from 'vitest';
import { createTranscoder, encodingOf, transcode } from '../../src/read/encoding.js';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const hex = (bytes: string): Buffer => Buffer.from(bytes, 'hex');
const zeros = (count: number): Buffer => Buffer.alloc(count);
/** So many letters, and behind them so many of one byte. */
const textWith = (letters: number, byte: number, count: number): Buffer => Buffer.concat([Buffer.alloc(letters, 'a'), Buffer.alloc(count, byte)]);

describe('encodings', () => {
  it.each([
    ['plain text', Buffer.from('INFO: ready\n'), 'utf8'],
    ['nothing', zeros(0), 'utf8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffINFO\n'), 'utf8'],
    ['Chinese', Buffer.from('正在获取查询向量...\n'), 'utf8'],
    ['Latin-1', Buffer.from('f\xfcr den Anfang\n', 'latin1'), 'utf8'],
    ['stray NULs', Buffer.from('a\0b ready and waiting\n'), 'utf8'],
    ['a truncated log that begins with NULs', Buffer.concat([zeros(5000), Buffer.from('INFO: ready and waiting\n')]), 'utf8'],
    ['colours', Buffer.from('\u001b[32mINFO\u001b[0m: \u001b[1mready\u001b[0m\n'), 'utf8'],
    ['UTF-16 with a mark', Buffer.from('\ufeffready\n', 'utf16le'), 'utf16le'],
    ['Chinese UTF-16 with a mark', Buffer.from('\ufeff正在获取', 'utf16le'), 'utf16le'],
    ['big-endian Chinese UTF-16 with a mark', swapped('\ufeff正在获取'), 'utf16be'],
    ['the second half of a mark', Buffer.from('a\xfe, ready and waiting\n', 'latin1'), 'utf8'],
    ['the second half of the other mark', Buffer.from('a\xff, ready and waiting\n', 'latin1'), 'utf8'],
    ['UTF-16 without a mark', Buffer.from('ready\n', 'utf16le'), 'utf16le'],
    ['UTF-16 with a few other letters', Buffer.from('ready: 用 and more\n', 'utf16le'), 'utf16le'],
    ['big-endian UTF-16', swapped('\ufeffready\n'), 'utf16be'],
    ['big-endian UTF-16 without a mark', swapped('ready\n'), 'utf16be'],
    ['half a mark', Buffer.from('\xffready and waiting\n', 'latin1'), 'utf8'],
    ['half a mark of the other end', Buffer.from('\xfeready and waiting\n', 'latin1'), 'utf8'],
    ['NULs alone', zeros(100), 'binary'],
    ['one NUL', zeros(1), 'binary'],
    ['an ELF file', hex('7f454c460201010000000000000000000300'), 'binary'],
    ['a picture', hex('89504e470d0a1a0a0000000d49484452'), 'binary'],
    ['a database', Buffer.from('SQLite format 3 and words'), 'binary'],
    ['an archive', Buffer.from('PK\u0003\u0004 and words that are longer'), 'binary'],
    ['the words of an archive further on', Buffer.from('words, then PK\u0003\u0004 and words that are longer'), 'utf8'],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + ((index * index) >> 3)) & 255)), 'binary'],
  ])('tells %s', (_name, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });

  it.each([7, 8, 9, 10, 12, 13, 27])('takes any number of control characters that terminals know for text: %j', (byte) => {
    expect(encodingOf(textWith(10, byte, 90))).toBe('utf8');
    expect(encodingOf(Buffer.concat([Buffer.from([0]), textWith(10, byte, 90)]))).toBe('utf8');
  });

  it.each([1, 2, 6, 11, 14, 26, 28, 31, 127])('takes more than a tenth of others for no text: %j', (byte) => {
    expect(encodingOf(textWith(90, byte, 10))).toBe('utf8');
    expect(encodingOf(textWith(90, byte, 11))).toBe('binary');
  });

  it('takes a single control character for text, however short', () => {
    expect(encodingOf(Buffer.from('a\u0001'))).toBe('utf8');
    expect(encodingOf(Buffer.from('a\u0001\u0001'))).toBe('binary');
  });

  it('takes more NULs than text for no text, and with a control character more than a tenth', () => {
    const spread = (nuls: number, more = ''): Buffer => Buffer.from(`${'aa\0\0'.repeat(nuls / 2)}${'b'.repeat(100 - 2 * nuls)}${more}`);
    expect(encodingOf(spread(50))).toBe('utf8');
    expect(encodingOf(textWith(49, 0, 51))).toBe('binary');
    expect(encodingOf(spread(10, '\u0001'))).toBe('utf8');
    expect(encodingOf(spread(12, '\u0001'))).toBe('binary');
  });

  it('leaves the NULs that it begins with out of the account, and not the controls behind', () => {
    expect(encodingOf(Buffer.concat([zeros(5000), textWith(10, 1, 10)]))).toBe('binary');
  });

  it('takes more than three broken characters of ten for no text', () => {
    const broken = (count: number): Buffer => Buffer.concat([Buffer.alloc(100 - count, 'a'), Buffer.alloc(count, 0x80)]);
    expect(encodingOf(broken(30))).toBe('utf8');
    expect(encodingOf(broken(31))).toBe('binary');
    expect(encodingOf(Buffer.concat([zeros(1), broken(31)]))).toBe('binary');
  });
});

describe('a transcoder', () => {
  const through = (bytes: Buffer, encoding: 'utf8' | 'utf16le' | 'utf16be'): string => {
    const transcoder = createTranscoder(encoding);
    const pieces = Array.from(bytes, (byte) => transcoder.push(Buffer.from([byte])));
    return Buffer.concat([...pieces, transcoder.end()]).toString('utf8');
  };

  it('gives UTF-8 whatever the pieces, without the mark', () => {
    expect(through(Buffer.from('\ufeffready 用 🚀', 'utf16le'), 'utf16le')).toBe('ready 用 🚀');
    expect(through(swapped('\ufeffready 用 🚀'), 'utf16be')).toBe('ready 用 🚀');
  });

  it('leaves UTF-8 as it is', () => {
    expect(through(Buffer.from('ready 用 🚀'), 'utf8')).toBe('ready 用 🚀');
    expect(createTranscoder('binary').push(hex('fffe00')).toString('hex')).toBe('fffe00');
  });

  it('marks half a character at the end', () => {
    expect(through(hex('610062'), 'utf16le')).toBe('a\ufffd');
  });

  it('turns the chunks of a stream, the end with them', async () => {
    const chunks = async function* (): AsyncGenerator<Buffer> {
      yield hex('6100');
      yield hex('62');
    };
    const given: string[] = [];
    for await (const chunk of transcode(chunks(), 'utf16le')) given.push(chunk.toString('utf8'));
    expect(given.join('')).toBe('a\ufffd');
  });
});
