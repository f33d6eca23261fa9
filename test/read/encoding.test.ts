import { describe, expect, it } from 'vitest';
import { encodingOf } from '../../src/read/encoding.js';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('encodings', () => {
  it.each([
    ['plain text', Buffer.from('INFO: ready\n'), 'utf8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffINFO\n'), 'utf8'],
    ['Chinese', Buffer.from('正在获取查询向量...\n'), 'utf8'],
    ['Latin-1', Buffer.from('f\xfcr den Anfang\n', 'latin1'), 'utf8'],
    ['stray NULs', Buffer.from('a\0b ready and waiting\n'), 'utf8'],
    ['a truncated log that begins with NULs', Buffer.concat([Buffer.alloc(5000), Buffer.from('INFO: ready and waiting\n')]), 'utf8'],
    ['colours', Buffer.from('\u001b[32mINFO\u001b[0m: \u001b[1mready\u001b[0m\n'), 'utf8'],
    ['UTF-16 with a mark', Buffer.from('\ufeffready\n', 'utf16le'), 'utf16le'],
    ['UTF-16 without a mark', Buffer.from('ready\n', 'utf16le'), 'utf16le'],
    ['big-endian UTF-16', swapped('\ufeffready\n'), 'utf16be'],
    ['big-endian UTF-16 without a mark', swapped('ready\n'), 'utf16be'],
    ['NULs alone', Buffer.alloc(100), 'binary'],
    ['an ELF file', Buffer.from('7f454c460201010000000000000000000300', 'hex'), 'binary'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binary'],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + ((index * index) >> 3)) & 255)), 'binary'],
  ])('tells %s', (_name, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });
});
