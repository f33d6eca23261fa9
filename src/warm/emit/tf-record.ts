import crc32c from 'crc-32/crc32c.js';

/** CRC-32C, turned and shifted, so that the sum of what holds sums is no sum of its own (`masked_crc32c` of TensorFlow's TFRecord). */
export const maskedCrc = (bytes: Uint8Array): number => {
  const crc = crc32c.buf(bytes) >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
};

const withCrc = (bytes: Uint8Array): Buffer => {
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(maskedCrc(bytes));
  return Buffer.concat([bytes, crc]);
};

/** A file of records: each its length, the length's sum, its bytes, their sum (https://www.tensorflow.org/tutorials/load_data/tfrecord). */
export const tfRecords = (records: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    records.flatMap((record) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(record.length));
      return [withCrc(length), withCrc(record)];
    }),
  );
