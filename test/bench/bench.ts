import { parseArgs } from 'node:util';
import { benchPage } from './page.js';
import { benchProfile } from './profile.js';
import { benchStart } from './start.js';
import { benchThroughput } from './throughput.js';

/** `npm run bench -- [--size 200MB] [--rounds 15]`: figures only, nothing is asserted; ratios within one run are what counts. */

const { values } = parseArgs({ options: { size: { type: 'string', default: '1GB' }, rounds: { type: 'string', default: '15' } } });

benchStart(Number(values.rounds));
benchPage();
await benchThroughput(parseSize(values.size));
await benchProfile(Number(values.rounds));

function parseSize(text: string): number {
  const [, number, unit] = text.match(/^([\d.]+) ?(k|m|g)b$/i) ?? [];
  if (number === undefined || unit === undefined) throw new Error(`--size ${text}: say it like 200MB or 1GB`);
  return Number(number) * { k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase() as 'k' | 'm' | 'g'];
}
