import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../src/model/reproduction.js';
import { sizesOfInputs } from '../../../src/reproduce/inputs/given-input.js';
import { readInputs } from '../../../src/reproduce/inputs/read-inputs.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-inputs-'));
const file = (name: string, content: Uint8Array | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const inputs: readonly ModelInput[] = [
  { name: 'ids', type: 'int64', dimensions: ['batch', 'sequence'] },
  { name: 'x', type: 'float32', dimensions: ['batch', 3] },
];
/** An array as `numpy.save` writes it. */
const array = (descr: string, shape: string, bytes: Uint8Array, order = 'False'): Uint8Array => {
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117, ' ');
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([118, 0]), Buffer.from(`${header}\n`), bytes]);
};
const ids = new Uint8Array(BigInt64Array.of(1n, 2n, 3n, 4n).buffer);

describe('inputs of your own', () => {
  it('come from JSON, in the types of the model', async () => {
    const [first, second] = await readInputs(file('a.json', '{"ids": [[1, 2], [3, -4]], "x": [[0.5, 1, 2], [1, 1, 1]]}'), inputs);
    expect([first?.type, first?.sizes, new BigInt64Array(first?.bytes.buffer as ArrayBuffer)]).toEqual(['int64', [2, 2], BigInt64Array.of(1n, 2n, 3n, -4n)]);
    expect(new Float32Array(second?.bytes.buffer as ArrayBuffer)[0]).toBe(0.5);
  });

  it('come from a .npz of NumPy, packed or not', async () => {
    for (const level of [0, 6] as const) {
      const path = file('a.npz', zipSync({ 'ids.npy': array('<i8', '(2, 2)', ids) }, { level }));
      const [first] = await readInputs(path, inputs);
      expect([first?.name, first?.type, first?.sizes, [...(first?.bytes ?? [])]]).toEqual(['ids', 'int64', [2, 2], [...ids]]);
    }
  });

  it.each([
    ['no.json', 'hello', 'it is no JSON'],
    ['list.json', '[1]', 'it holds no object'],
    ['other.json', '{"idz": [[1]]}', 'the model has no input `idz`; did you mean ids?'],
    ['ragged.json', '{"ids": [[1, 2], [3]]}', '`ids` is no array of numbers with rows of one length'],
    ['words.json', '{"ids": [["a"]]}', '`ids` is no array of numbers'],
    ['fraction.json', '{"ids": [[1.5]]}', '`ids` has fractions, and the model wants int64'],
    ['cut.npz', 'PK\x03\x04 and no more', 'it is no .npz file'],
    [
      'type.npz',
      zipSync({ 'ids.npy': array('<i4', '(1, 1)', new Uint8Array(4)) }),
      "`ids` is int32 in it, and the model wants int64; convert it, as by .astype('int64')",
    ],
    ['text.npz', zipSync({ 'ids.npy': array('<U3', '(1, 1)', new Uint8Array(12)) }), '`ids` is of a type that no tensor has'],
    ['short.npz', zipSync({ 'ids.npy': array('<i8', '(9, 9)', ids) }), '`ids` has 32 bytes where its shape needs 648'],
    ['columns.npz', zipSync({ 'ids.npy': array('<i8', '(2, 2)', ids, 'True') }), '`ids` has its columns first'],
    ['swapped.npz', zipSync({ 'ids.npy': array('>i8', '(2, 2)', ids) }), '`ids` has its bytes the other way round'],
    ['none.npz', zipSync({ 'ids.npy': new Uint8Array(3) }), '`ids` is no array of NumPy'],
  ])('are refused in a sentence: %s', async (name, content, message) => {
    await expect(readInputs(file(name, content), inputs)).rejects.toThrow(message);
  });

  it('that are not there say so', async () => {
    await expect(readInputs('/no/such.json', inputs)).rejects.toThrow('/no/such.json: it cannot be read (ENOENT)');
  });
});

describe('the sizes of inputs of your own', () => {
  const given = (name: string, ...sizes: number[]) => ({ name, type: '', sizes, bytes: new Uint8Array() });

  it('bind the dimensions of the model', () => {
    expect(sizesOfInputs([given('ids', 2, 16), given('x', 2, 3)], inputs, 'f')).toEqual([
      { dimension: 'batch', sizes: [2] },
      { dimension: 'sequence', sizes: [16] },
    ]);
  });

  it.each([
    [[given('ids', 2)], '`ids` has 1 dimensions, and the model wants 2'],
    [[given('x', 2, 4)], '`x` has 4 where the model wants 3'],
    [[given('ids', 0, 4)], '`ids` is empty'],
    [[given('ids', 2, 4), given('x', 1, 3)], '`batch` is 2 in `ids` and 1 in `x`; give both the same'],
  ])('must fit the model and each other: %#', (all, message) => {
    expect(() => sizesOfInputs(all, inputs, 'f')).toThrow(message);
  });
});
