import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { readCurve } from '../../../src/warm/pool/curve.js';

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

describe('a curve of traffic', () => {
  it('is rates at moments, or requests counted in intervals', async () => {
    expect(await readCurve('c.csv', linesOf('time,rate\n0,5\n60,12.5\n'))).toEqual([
      { atSeconds: 0, rate: 5 },
      { atSeconds: 60, rate: 12.5 },
    ]);
    expect(await readCurve('c.csv', linesOf('Requests, time\n600, 2026-10-10T12:00:00Z\n1200, 2026-10-10T12:01:00Z\n'))).toMatchObject([
      { rate: 10 },
      { rate: 20 },
    ]);
  });

  it.each([
    ['moment,rate\n', 'c.csv:1: its head names no such columns; write CSV with the columns time (seconds, or ISO 8601)'],
    ['time,rate\nnoon,5\n', 'c.csv:2: the time cannot be read;'],
    ['time,rate\n0,-5\n', 'c.csv:2: the rate must be a number of 0 to 1000000000000, not `-5`'],
    [`time,rate\n0,1${'0'.repeat(400)}\n`, 'c.csv:2: the rate must be a number of 0 to 1000000000000, not `1000'],
    [`time,rate\n1${'0'.repeat(400)},1\n`, 'c.csv:2: the time cannot be read;'],
    ['time,requests\n0,5\n', 'c.csv: holds no curve of two points;'],
    ['time,requests\n0,5\n0,6\n', 'c.csv:3: is not later than the line before; sort the curve by its time'],
    ['time,rate\n0,5\n', 'c.csv: holds no curve of two points;'],
    ['', 'c.csv: holds no curve of two points;'],
  ])('that is wrong is told by its line: %j', async (text, message) => {
    const error: unknown = await readCurve('c.csv', linesOf(text)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(message);
  });
});
