import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../src/reproduce/inputs/read-inputs.js';
import { DataType, tensor, tinyModel } from '../reproduce/tiny-model.js';
import { runBounded } from './bounded-child.js';
import { scratchFolder } from './scratch.js';

const { write } = scratchFolder();

const terabyte = [1_000_000, 250_000];

/** A .npz whose directory claims another size of its one member than it has. */
const lyingNpz = (content: Uint8Array, claimedBytes: number): Buffer => {
  const bytes = Buffer.from(zipSync({ 'x.npy': content }, { level: 9 }));
  const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  for (const at of [22, directory + 24]) bytes.writeUInt32LE(claimedBytes, at);
  return bytes;
};

describe('a model', () => {
  it('whose weights ask for a terabyte is refused in one sentence', () => {
    const initializer = [{ name: 'w', dims: terabyte, dataType: DataType.FLOAT, rawData: new Uint8Array(4) }];
    const node = [{ opType: 'MatMul', input: ['x', 'w'], output: ['y'] }];
    const model = write('huge.onnx', Buffer.from(tinyModel({ inputs: [tensor('x', DataType.FLOAT, 1, 1_000_000)], node, initializer })));
    const { status, err } = runBounded(['reproduce', model], 256);
    expect([status, err]).toEqual([2, expect.stringMatching(/^coldcase: \S*huge\.onnx: session-creation: [^\n]*\n$/)]);
  });

  it('whose input asks for a terabyte is refused before anything is made', () => {
    const model = write('wide.onnx', Buffer.from(tinyModel({ inputs: [tensor('x', DataType.FLOAT, ...terabyte)] })));
    const { status, err } = runBounded(['reproduce', model], 256);
    expect([status, err]).toEqual([2, expect.stringMatching(/asks? for 931\.3 GiB of inputs, and there are [\d.]+ GiB of memory/)]);
  });
});

describe('a .npz', () => {
  const inputs = [{ name: 'x', type: 'float32', dimensions: [1] }];

  it('whose array unpacks to more than its directory says is refused, and no more than that is unpacked', async () => {
    const file = write('bomb.npz', lyingNpz(new Uint8Array(8 * 2 ** 20), 64));
    await expect(readInputs(file, inputs)).rejects.toThrow(/bomb\.npz: /);
  });

  it('whose directory claims gigabytes is refused before they are there', async () => {
    const file = write('claims.npz', lyingNpz(new Uint8Array(64), 0xffff_fff0));
    await expect(readInputs(file, inputs)).rejects.toThrow('its arrays have more than 1 GiB; give smaller ones');
  });
});
