import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../../src/reproduce/trial/tokenize.js';
import { valuesFor } from '../../../src/reproduce/trial/values.js';
import { madeTokenizer } from '../made-tokenizer.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-tokenizer-'));
const file = join(folder, 'tokenizer.json');
writeFileSync(file, JSON.stringify(madeTokenizer(['the', 'cold', 'start'])));
const load = (text: string) => loadTokenizer({ file, config: null, text });

describe('a row of tokens', () => {
  it('is cut to the length of the shape, between its special tokens', () => {
    expect(load('the cold start the cold start')(4)).toEqual({ ids: [1, 4, 5, 2], mask: [1, 1, 1, 1] });
  });

  it('is filled up on the right, where the mask is 0', () => {
    expect(load('cold')(5)).toEqual({ ids: [1, 5, 2, 0, 0], mask: [1, 1, 1, 0, 0] });
  });

  it('has a token for a word that the vocabulary lacks', () => {
    expect(load('warm')(3).ids).toEqual([1, 3, 2]);
  });

  it('is no longer than a shape that has no room for more than special tokens', () => {
    expect(load('cold start')(1).ids).toHaveLength(1);
  });

  it('is the same for each of a batch, and types are zeros', () => {
    const tokenize = load('cold');
    const input = { name: 'i', type: 'int64', sizes: [2, 3] };
    expect(valuesFor({ ...input, fill: { kind: 'text', part: 'ids' } }, tokenize)).toEqual(BigInt64Array.of(1n, 5n, 2n, 1n, 5n, 2n));
    expect(valuesFor({ ...input, fill: { kind: 'text', part: 'types' } }, tokenize)).toEqual(BigInt64Array.of(0n, 0n, 0n, 0n, 0n, 0n));
  });
});
