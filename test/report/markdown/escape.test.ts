import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitize } from '../../../src/report/escape/sanitize.js';
import { code, fence, inline } from '../../../src/report/markdown/escape.js';
import { hostile } from './hostile.js';
import { deedsOf, pingsIn, seenIn, tokensOf } from './parsed.js';

/** The places of a page that a line of text gets into. */
const places = ['X', '# X', '- X', '- [ ] **X**', '1. X', 'word X word', '> X'];

const spaced = (text: string): string => sanitize(text).replace(/\s+/g, ' ').trim();

describe('a text as a line of Markdown', () => {
  it('shows what it says and does nothing, wherever it stands', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...places), (text, place) => {
        const page = place.replace('X', () => inline(text));
        expect(deedsOf(page)).toEqual([]);
        expect(pingsIn(page)).toEqual([]);
        expect(tokensOf(page).filter((token) => ['hr', 'code_block', 'fence', 'em_open', 's_open', 'table_open'].includes(token.type))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every character where there are no backticks', () => {
    const withoutBackticks = hostile.map((text) => text.replaceAll('`', ''));
    fc.assert(
      fc.property(withoutBackticks, (text) => {
        expect(seenIn(`x ${inline(text)}`).slice(2)).toBe(spaced(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves plain words as they are', () => {
    const plain = 'The first request took 1.37 s: snake_case, a-b, R&D, 3 > 2 (really).';
    expect(inline(plain)).toBe(plain);
  });

  it('keeps code that a rule writes between backticks', () => {
    expect(inline('Set `A_B=*` first, then `c`.')).toBe('Set `A_B=*` first, then `c`.');
  });

  it('puts what a forge would link into code, without the brackets around it', () => {
    expect(inline('ask @team (see #12, https://a.b/c).')).toBe('ask `@team` (see `#12`, `https://a.b/c`).');
  });

  it.each(['# no heading', '- no item', '1. no item', '> no quote', '=== no underline', '+ no item'])('does not begin a block: %s', (text) => {
    expect(tokensOf(inline(text))[0]?.type).toBe('paragraph_open');
  });

  it('takes a megabyte of one line in its stride', () => {
    for (const text of ['@a.'.repeat(3e5), '`'.repeat(1e6), `@a${'.'.repeat(1e6)}b`, '\\'.repeat(1e6), ' `x` '.repeat(2e5)])
      expect(inline(text).length).toBeGreaterThan(1e5);
  });
});

describe('a code span', () => {
  it('holds any text, and nothing of it gets out', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = `a ${code(`x${text}`)}`;
        expect(deedsOf(page)).toEqual([]);
        expect(seenIn(page)).toBe(`a ${spaced(`x${text}`)}`);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a fenced block', () => {
  it('is one block whatever its lines are', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = tokensOf(`before\n\n${fence(text)}\n\nafter`);
        expect(tokens.filter((token) => token.type === 'fence').map((token) => token.content)).toEqual([`${sanitize(text)}\n`]);
        expect(tokens.filter((token) => token.type === 'text').map((token) => token.content)).toEqual(['before', 'after']);
      }),
      { numRuns: 1000 },
    );
  });
});
