/** How the bytes of a file are to be read; `binary` is no text. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be' | 'binary';

/** How many bytes of a file's beginning tell its encoding. */
export const sampleBytes = 65_536;

const countWhere = (bytes: Buffer, from: number, step: number, value: (byte: number) => boolean): number => {
  let count = 0;
  for (let at = from; at < bytes.length; at += step) if (value(bytes[at] ?? 0)) count += 1;
  return count;
};

const isControl = (byte: number): boolean =>
  (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 12 && byte !== 8 && byte !== 0 && byte !== 7) || byte === 127;

/** The same in a Latin-1 string: a search of Node's own is many times as fast as a loop that has not run before. */
const control = /[\x01-\x06\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

/** Beginnings of files that are no text although few of their first bytes are NUL. */
const magics = ['7f454c46', '504b0304', '504b0506', '89504e47', 'ffd8ff', '25504446', '425a68', 'fd377a585a00', '377abcaf', '53514c69746520666f726d6174'];

/**
 * The encoding that a file's beginning shows. UTF-16 is told by its mark or by every other byte being NUL, as Windows
 * shells write it. NULs alone do not make a file binary: a log that was truncated while it was written begins with
 * them, so they are left out of the account, and what remains has to look like text.
 */
export const encodingOf = (sample: Buffer): Encoding => {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf16be';
  const head = sample.subarray(0, 13).toString('hex');
  if (magics.some((magic) => head.startsWith(magic))) return 'binary';
  // Nearly every log.
  if (!sample.includes(0) && !control.test(sample.toString('latin1'))) return isBroken(sample) ? 'binary' : 'utf8';
  const half = sample.length / 2;
  const isNul = (byte: number): boolean => byte === 0;
  if (half >= 2) {
    const even = countWhere(sample, 0, 2, isNul);
    const odd = countWhere(sample, 1, 2, isNul);
    if (odd > half * 0.7 && even < half * 0.3) return 'utf16le';
    if (even > half * 0.7 && odd < half * 0.3) return 'utf16be';
  }
  let leading = 0;
  while (leading < sample.length && sample[leading] === 0) leading += 1;
  const rest = sample.subarray(leading);
  if (rest.length === 0) return 'binary';
  const nuls = countWhere(rest, 0, 1, isNul);
  const controls = countWhere(rest, 0, 1, isControl);
  const text = rest.length - nuls;
  if (nuls > rest.length * 0.5 || (nuls > rest.length * 0.1 && controls > 0)) return 'binary';
  return controls > Math.max(text * 0.1, 1) || isBroken(rest) ? 'binary' : 'utf8';
};

/** Whether a third of the characters are no UTF-8: a Latin-1 log has a few, machine code has many. */
const isBroken = (bytes: Buffer): boolean => {
  const text = bytes.toString('utf8');
  let broken = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) broken += 1;
  return broken > text.length * 0.3;
};

/** Turns the bytes of a text into UTF-8, as they come; a character that two chunks share comes with the second. */
export type Transcoder = { push(chunk: Buffer): Buffer; end(): Buffer };

/** What turns UTF-16 into UTF-8; UTF-8 passes unchanged. */
export const createTranscoder = (encoding: Encoding): Transcoder => {
  if (encoding !== 'utf16le' && encoding !== 'utf16be') return { push: (chunk) => chunk, end: () => Buffer.alloc(0) };
  const decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be');
  return { push: (chunk) => Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8'), end: () => Buffer.from(decoder.decode(), 'utf8') };
};

/** The chunks of a stream in UTF-8. */
export async function* transcode(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const transcoder = createTranscoder(encoding);
  for await (const chunk of chunks) yield transcoder.push(chunk);
  yield transcoder.end();
}
