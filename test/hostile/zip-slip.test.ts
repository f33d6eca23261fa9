import { mkdirSync, readdirSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inputsFrom } from '../../src/cli/reproduce/inputs-from.js';
import type { Report } from '../../src/model/report.js';
import { readModel } from '../../src/reproduce/read-model.js';
import { run } from '../cli/run.js';
import { DataType, tinyModel } from '../reproduce/tiny-model.js';
import { scratchFolder } from './scratch.js';

const { path, write } = scratchFolder();

/** Names that would lead a careless program out of the folder that it writes to, on one system or another. */
const slips = ['../../slipped', '/slipped', '..\\..\\slipped', 'C:\\slipped', 'a/../../../slipped', './../slipped'];

/** One number, as `numpy.save` writes it. */
const array = (): Uint8Array => {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }".padEnd(117, ' ');
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([118, 0]), Buffer.from(`${header}\n`), Buffer.alloc(4)]);
};

const filesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

describe('a name that leads out of its folder (zip slip)', () => {
  it.each(slips)('of an array in a .npz (%s) names an input, and no file', async (slip) => {
    const npz = write('in/inputs.npz', Buffer.from(zipSync({ [`${slip}.npy`]: array() })));
    mkdirSync(path('in/deep/deeper'), { recursive: true });
    const { fills } = await inputsFrom(npz, [{ name: slip, type: 'float32', dimensions: [1] }], path('in/deep/deeper'));
    expect([...fills.keys()]).toEqual([slip]);
    expect(filesUnder(path(''))).toEqual(['in', 'in/deep', 'in/deep/deeper', 'in/deep/deeper/input-0.bin', 'in/inputs.npz']);
  });

  it.each(slips)('of weights that an ONNX model keeps apart (%s) is refused', async (slip) => {
    const place = { name: 'w', dims: [1], dataType: DataType.FLOAT, dataLocation: 1, externalData: [{ key: 'location', value: slip }] };
    const model = write('model.onnx', Buffer.from(tinyModel({ initializer: [place] })));
    await expect(readModel(model)).rejects.toThrow(`it asks for weights outside of its folder (${slip}), which a model may not`);
  });

  it('that a gzip file gives its content is not looked at', async () => {
    const log = write('in/a.log.gz', Buffer.from(gzipSync(Buffer.from('Loading weights: 1.8s\n'), { filename: '../../slipped.log' })));
    const { out } = await run([log, '--format', 'json']);
    expect((JSON.parse(out) as Report).inputs.map((input) => input.path)).toEqual([log]);
    expect(filesUnder(path(''))).toEqual(['in', 'in/a.log.gz']);
  });

  it.each(slips)('of a pod to be collected (%s) is a folder here', async (slip) => {
    const { out } = await run(['collect', 'pod', slip]);
    const written = [...out.matchAll(/ > (\S+)/g)].map(([, name]) => name);
    expect(written).not.toEqual([]);
    for (const name of written) expect(name).toMatch(/^coldcase-[\w.-]+\/[\w.-]+$/);
  });
});
