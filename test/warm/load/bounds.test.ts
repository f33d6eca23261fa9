import { describe, expect, it } from 'vitest';
import { fewestRequests, mostBad, mostSlow, p95Verdict, shareVerdict } from '../../../src/warm/load/bounds.js';

describe('the bounds of a load', () => {
  it('need 59 requests to show a p95, and 299 to show that at most 1 % fail', () => {
    expect(fewestRequests({ p95Seconds: 1, errorShare: 0, confidence: 0.95 })).toBe(59);
    expect(fewestRequests({ p95Seconds: 1, errorShare: 0.01, confidence: 0.95 })).toBe(299);
  });

  it('are kept, broken or left open by the number of slow requests', () => {
    expect([p95Verdict(0, 58, 0.95), p95Verdict(0, 59, 0.95), p95Verdict(1, 59, 0.95)]).toEqual(['undecided', 'pass', 'undecided']);
    expect(p95Verdict(20, 100, 0.95)).toBe('breach');
  });

  it('allow no failure where the limit is 0, and say so of few requests too', () => {
    expect([shareVerdict(0, 1, 0, 0.95), shareVerdict(1, 1000, 0, 0.95)]).toEqual(['pass', 'breach']);
  });

  it('are passed by as many bad requests as mostBad says, and by no more', () => {
    for (const count of [59, 93, 100, 300, 1000]) {
      const most = mostSlow(count, 0.95);
      expect([p95Verdict(most, count, 0.95), p95Verdict(most + 1, count, 0.95)]).toEqual(['pass', 'undecided']);
    }
    expect([mostBad(58, 0.05, 0.95), mostBad(1000, 0, 0.95)]).toEqual([-1, 0]);
  });
});
