import { ratesOfMoments, ratesOfTable, requestPath } from '../../fleet/simulate/arrivals-file.js';
import type { Arrivals } from '../../fleet/simulate/scenario.js';
import { UserError } from '../../model/user-error.js';
import { openInputs } from '../../read/inputs.js';
import { createRecordParser } from '../../read/parser.js';
import type { Source } from '../../read/source.js';
import { isCurve } from '../../warm/pool/curve.js';
import type { Io } from '../terminal/io.js';

/** Far above any table of rates. */
const mostTableBytes = 64 * 1024 ** 2;

/** The rates in a file: a CSV with a curve of traffic, or an access log whose requests are counted. Throws a UserError with file, line and mend. */
export const arrivalsIn = async (path: string, io: Io): Promise<Arrivals> => {
  for await (const input of openInputs([path], { stdin: io.stdin })) {
    if (!('blocks' in input)) throw new UserError(input.message.replace(/\.$/, ''));
    return readArrivals(input);
  }
  throw new UserError(`${path}: there is no such file; give a CSV with the columns time and rate, or an access log`);
};

const readArrivals = async (source: Source): Promise<Arrivals> => {
  const parser = createRecordParser(source.path, { now: source.modified ?? Date.now() / 1000 });
  const moments: number[] = [];
  const table: Buffer[] = [];
  let isTable: boolean | null = null;
  let bytes = 0;
  for await (const block of source.blocks()) {
    isTable ??= isCurve(block.bytes.toString('utf8', 0, 200).split(/\r?\n/)[0] ?? '');
    if (isTable) {
      bytes += block.bytes.length;
      if (bytes > mostTableBytes) throw new UserError('is too large for a table of rates; take fewer points', { file: source.path });
      table.push(block.bytes);
      continue;
    }
    for (const { text, fields, time } of parser.all(block)) if (time !== null && requestPath(text, fields) !== null) moments.push(time);
  }
  if (isTable === true) return ratesOfTable(source.path, Buffer.concat(table).toString().split(/\r?\n/));
  for (const { text, fields, time } of parser.end()) if (time !== null && requestPath(text, fields) !== null) moments.push(time);
  const rates = ratesOfMoments(moments);
  if (rates !== null) return rates;
  throw new UserError('holds no requests with a time; give an access log, or a CSV with the columns time and rate', { file: source.path });
};
