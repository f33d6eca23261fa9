/** What a source begins with tells what it is. */
const sampleBytes = 8192;
const lineFeed = 10;

/** The whole lines of the first 8 KiB; of a line that is longer, its beginning. */
export const beginningOf = (bytes: Buffer): string => {
  const end = bytes.length <= sampleBytes ? bytes.length : bytes.lastIndexOf(lineFeed, sampleBytes);
  return bytes.toString('utf8', 0, end < 0 ? sampleBytes : end);
};
