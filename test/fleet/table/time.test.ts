import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMap } from '../../../src/fleet/table/map.js';
import { bound } from '../../../src/fleet/table/statement.js';
import { compared, stampOf, textOfInstant } from '../../../src/fleet/table/time.js';

/** Seconds from 2001 to 2100, in which the unit of a number shows by its size. */
const moment = fc.integer({ min: 978_307_200, max: 4_102_444_800 });

describe('the time of a row', () => {
  it('is the same moment in front of a line, in whatever unit a number has it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 999 }), (seconds, milliseconds) => {
        const nanoseconds = BigInt(seconds) * 1_000_000_000n + BigInt(milliseconds) * 1_000_000n;
        const stamp = `${new Date(seconds * 1000 + milliseconds).toISOString().slice(0, -1)}000000Z`;
        for (const per of [1n, 1000n, 1_000_000n]) expect(stampOf(String(nanoseconds / per), 'number')).toBe(stamp);
        expect(stampOf(String(nanoseconds), 'nanoseconds')).toBe(stamp);
        expect(stampOf(String(seconds), 'number')).toBe(`${new Date(seconds * 1000).toISOString().slice(0, 19)}.000000000Z`);
      }),
    );
  });

  it('bounds a number in the unit that an example has', () => {
    fc.assert(
      fc.property(moment, moment, (instant, example) => {
        for (const per of [1n, 1000n, 1_000_000n, 1_000_000_000n])
          expect(textOfInstant(instant, 'number', String(BigInt(example) * per))).toBe(String(BigInt(instant) * per));
      }),
    );
  });

  it('bounds a text by the text of the moment, without thousandths that would sort before a bare second', () => {
    expect(textOfInstant(1_770_000_000, 'text', '')).toBe('2026-02-02T02:40:00');
    expect(textOfInstant(1_770_000_000.5, 'text', '')).toBe('2026-02-02T02:40:00.500Z');
  });

  it('is compared with the column itself, so that its index prunes', () => {
    const map = parseMap('body=b,time=ts');
    expect(bound(compared(map, 'nanoseconds', '>=', '17')).query).toBe('`ts` >= fromUnixTimestamp64Nano({p0:Int64})');
    expect(bound(compared(map, 'seconds', '<=', '17')).query).toBe('`ts` <= toDateTime({p0:Int64})');
    expect(bound(compared(map, 'text', '<', '17')).query).toBe('`ts` < {p0:String}');
  });
});
