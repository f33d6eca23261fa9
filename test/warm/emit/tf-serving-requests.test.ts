import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { maskedCrc, tfRecords } from '../../../src/warm/emit/tf-record.js';
import { tfServingRequests } from '../../../src/warm/emit/tf-serving-requests.js';
import { loadPlan } from '../../../src/warm/plan/load.js';

/** CRC-32C bit by bit, by its polynomial (RFC 3720, appendix B.4), then masked as the format says: another way than the one under test. */
const crcBitByBit = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
};
const mask = (crc: number): number => Number((((BigInt(crc) >> 15n) | (BigInt(crc) << 17n)) + 0xa282ead8n) & 0xffffffffn);

/** Reads a file of records as TensorFlow does, and checks each sum. */
const recordsIn = (file: Buffer): Buffer[] => {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    expect(file.readUInt32LE(at + 8)).toBe(mask(crcBitByBit(file.subarray(at, at + 8))));
    const record = file.subarray(at + 12, at + 12 + length);
    expect(record.length).toBe(length);
    expect(file.readUInt32LE(at + 12 + length)).toBe(mask(crcBitByBit(record)));
    records.push(record);
    at += 16 + length;
  }
  return records;
};

/** The messages as their own schema language has them, for a reader that shares nothing with the writer. */
const { root } = protobuf.parse(`syntax = "proto3";
message PredictionLog { PredictLog predict_log = 6; }
message PredictLog { PredictRequest request = 1; }
message PredictRequest { ModelSpec model_spec = 1; map<string, TensorProto> inputs = 2; }
message ModelSpec { string name = 1; string signature_name = 3; }
message TensorProto { DataType dtype = 1; TensorShapeProto tensor_shape = 2; bytes tensor_content = 4; repeated bytes string_val = 8; }
message TensorShapeProto { message Dim { int64 size = 1; } repeated Dim dim = 2; }
enum DataType { DT_INVALID = 0; DT_FLOAT = 1; DT_STRING = 7; DT_INT64 = 9; }
`);
const requestIn = (record: Buffer) => {
  const log = root.lookupType('PredictionLog');
  return log.toObject(log.decode(record), { enums: String, longs: Number, bytes: Buffer }).predictLog.request;
};

describe('a file of records', () => {
  it('has the sums that the format asks for', () => {
    // The check value of CRC-32C in the catalogue of CRCs is e3069283.
    expect(maskedCrc(Buffer.from('123456789'))).toBe(mask(0xe3069283));
    expect(recordsIn(tfRecords([Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(300, 7)])).map(({ length }) => length)).toEqual([3, 0, 300]);
  });
});

describe('warmup requests for TensorFlow Serving', () => {
  const inputs = `inputs:
  - { name: image, type: float32, dims: [batch, 2, 2, 3] }
  - { name: ids, type: int64, dims: [batch, sequence] }
  - { name: note, type: string, dims: [batch] }
target: { model: half }
`;

  it('are read back: one for each shape, with tensors of its sizes', () => {
    const plan = loadPlan('plan.yaml', `version: 1\nshapes: [{ batch: 1, sequence: 3 }, { batch: 2, sequence: 3 }]\n${inputs}`);
    const requests = recordsIn(Buffer.from(tfServingRequests(plan))).map(requestIn);
    expect(requests.map(({ modelSpec }) => modelSpec)).toEqual([1, 2].map(() => ({ name: 'half', signatureName: 'serving_default' })));
    const { image, ids, note } = requests[1]?.inputs ?? {};
    const dims = (...sizes: number[]) => ({ dim: sizes.map((size) => ({ size })) });
    expect(image).toMatchObject({ dtype: 'DT_FLOAT', tensorShape: dims(2, 2, 2, 3) });
    expect(image.tensorContent.length).toBe(2 * 2 * 2 * 3 * 4);
    expect(ids).toMatchObject({ dtype: 'DT_INT64', tensorShape: dims(2, 3) });
    expect(ids.tensorContent.readBigInt64LE(0)).toBeLessThan(100n);
    expect(note).toMatchObject({ dtype: 'DT_STRING', tensorShape: dims(2), stringVal: [Buffer.from('0 the the'), Buffer.from('1 the the')] });
  });

  it('are no more than TensorFlow Serving takes', () => {
    const shapes = Array.from({ length: 1001 }, (_, at) => `{ batch: ${at + 1}, sequence: 1 }`).join(', ');
    expect(() => tfServingRequests(loadPlan('plan.yaml', `version: 1\nshapes: [${shapes}]\n${inputs}`))).toThrow(
      '--emit tf-serving: TensorFlow Serving takes 1000 requests at most, and the plan has 1001 shapes',
    );
  });
});
