import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWindow, halves, nextWindow } from '../../../src/fleet/table/windows.js';

describe('windows of time', () => {
  it('cover the whole without a gap, however much each gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(fc.nat(1000), { minLength: 200, maxLength: 200 }), (span, given) => {
        const whole = { since: '1770000000', until: String(1_770_000_000 + span) };
        let window = firstWindow(whole, { kind: 'number', hasCoarseTime: true });
        expect(window.since).toBe(whole.since);
        for (const added of given) {
          const next = nextWindow(window, whole, { added, most: 500 }, 'number');
          if (next === null) break;
          expect(next.since).toBe(String(Number(window.until) + 1));
          window = next;
        }
        expect(Number(window.until)).toBeLessThanOrEqual(Number(whole.until));
      }),
    );
  });

  it('are longer behind one that gave little, and shorter behind one that gave much', () => {
    const whole = { since: '0', until: '1000' };
    expect(nextWindow({ since: '0', until: '99' }, whole, { added: 100, most: 200 }, 'number')).toEqual({ since: '100', until: '300' });
    expect(nextWindow({ since: '0', until: '99' }, whole, { added: 1000, most: 200 }, 'number')).toEqual({ since: '100', until: '120' });
  });

  it('halve without a gap, down to one moment', () => {
    expect(halves({ since: '4', until: '9' }, 'number')).toEqual([
      { since: '4', until: '6' },
      { since: '7', until: '9' },
    ]);
    expect(halves({ since: '4', until: '4' }, 'number')).toBeNull();
    expect(halves({ since: '2026-01-01', until: '2026-01-02' }, 'text')).toBeNull();
  });

  it('are one where each question has the server read everything', () => {
    const whole = { since: '0', until: '1000' };
    expect(firstWindow(whole, { kind: 'number', hasCoarseTime: false })).toEqual(whole);
  });
});
