import { describe, expect, it } from 'vitest';
import { requestsAtOnce } from '../../src/diagnose/at-once.js';
import type { Request } from '../../src/model/boot.js';

const request = (start: number, end: number, more: Partial<Request> = {}): Request => ({
  seconds: end - start,
  start,
  end,
  firstTokenSeconds: null,
  shape: { batch: 1 },
  status: 200,
  path: null,
  evidence: [],
  ...more,
});

describe('requests at once', () => {
  it('are those that were under way together with the first one, whichever was answered first', () => {
    expect(requestsAtOnce([request(0.2, 2.1), request(0.1, 2.4), request(0.3, 2.7), request(2.8, 2.9)])).toBe(3);
  });

  it('are none where each came after the last, and where stamps are rounded to the millisecond', () => {
    expect(requestsAtOnce([request(0.1, 2.101), request(2.1, 2.2), request(2.2, 2.3)])).toBeNull();
    expect(requestsAtOnce([])).toBeNull();
  });

  it('are not made of requests that ended within one second of a clock of whole seconds', () => {
    expect(requestsAtOnce([request(9.5, 10), request(9.4, 10)])).toBeNull();
    expect(requestsAtOnce([request(4.5, 10), request(4.4, 10)])).toBe(2);
  });

  it('are none of a server in front, which logs the same request once more', () => {
    expect(requestsAtOnce([request(0, 2.1), request(0.05, 2.2, { path: '/predict' })])).toBeNull();
  });

  it('are those that were answered', () => {
    expect(requestsAtOnce([request(0.1, 2.15), request(0.2, 2.3, { status: 500 })])).toBeNull();
  });
});
