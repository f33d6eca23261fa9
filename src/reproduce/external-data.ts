import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import type { SavedModel } from './job-for.js';

/** Small ones stay: an operator may want to know a shape or an axis before weights are there. */
const leastBytes = 1024;
/** What a file can be mapped into memory by, on every platform. */
const alignment = 65_536;
const external = 1;

/** Writes the model into the folder with its weights in a file of their own, which ONNX Runtime maps into memory; null where it has none to write. */
export async function writeExternalData(model: string, folder: string): Promise<SavedModel | null> {
  const { ModelProto } = onnxProto.onnx;
  const decoded = ModelProto.decode(await readFile(model));
  const weights = join(folder, 'apart.data');
  const file = await open(weights, 'w');
  let offset = 0;
  try {
    for (const tensor of decoded.graph?.initializer ?? []) {
      const { rawData } = tensor;
      if (!(rawData instanceof Uint8Array) || rawData.length < leastBytes) continue;
      await file.write(rawData, 0, rawData.length, offset);
      const place = { location: 'apart.data', offset: String(offset), length: String(rawData.length) };
      tensor.externalData = Object.entries(place).map(([key, value]) => ({ key, value }));
      tensor.dataLocation = external;
      tensor.rawData = null;
      offset += Math.ceil(rawData.length / alignment) * alignment;
    }
  } finally {
    await file.close();
  }
  if (offset === 0) return null;
  const path = join(folder, 'apart.onnx');
  const bytes = ModelProto.encode(decoded).finish();
  await writeFile(path, bytes);
  return { files: [path, weights], bytes: bytes.length + offset };
}
