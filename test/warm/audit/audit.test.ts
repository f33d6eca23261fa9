import { describe, expect, it } from 'vitest';
import { auditVerdict, concurrencyAudit, firstAudit, memoryAudit, scalingAudit } from '../../../src/warm/audit/audit.js';

const window = (replicas: number, seconds: number, count = 100) => ({ replicas, seconds: Array.from({ length: count }, () => seconds) });

describe('the audit of a service', () => {
  it('judges the worst first request, and lets 5 ms be noise', () => {
    const pair = (firstSeconds: number) => ({ when: 'sequence 4, the first:', firstSeconds, laterSeconds: 0.01 });
    expect(firstAudit([pair(0.014), pair(0.01)], null)).toMatchObject({ status: 'pass', measured: 1 });
    expect(firstAudit([pair(0.014), pair(0.035)], null)).toMatchObject({ status: 'fail', measured: 3.5, why: 'sequence 4, the first: 35 ms, then 10 ms' });
    expect(firstAudit([], 'refused')).toMatchObject({ status: 'unknown', why: 'refused' });
  });

  it('wants a fifth of the memory free', () => {
    const used = (usedBytes: number) => memoryAudit({ usedBytes, limitBytes: 1000, processes: 1, by: 'the machine' }).status;
    expect([used(800), used(801)]).toEqual(['pass', 'fail']);
  });

  it('wants a p95 near the steady one from the first replica on', () => {
    expect(scalingAudit([window(1, 0.1), window(2, 0.11)], window(2, 0.1), null)).toMatchObject({ status: 'pass', measured: 0.1 });
    expect(scalingAudit([window(1, 0.3), window(2, 0.1)], window(2, 0.1), null)).toMatchObject({
      status: 'fail',
      measured: 2,
      why: 'p95 300 ms with 1, 100 ms with 2, then steady 100 ms',
    });
  });

  it('leaves open what few slow requests do not show, and fails where requests fail', () => {
    const slow = { replicas: 1, seconds: [...window(1, 0.1, 93).seconds, ...window(1, 0.2, 7).seconds] };
    expect(scalingAudit([slow], window(1, 0.1), null).status).toBe('unknown');
    expect(scalingAudit([window(1, Number.POSITIVE_INFINITY)], window(1, 0.1), null)).toMatchObject({ status: 'fail', measured: null });
    expect(scalingAudit([], null, 'replicas are started by --start only').status).toBe('unknown');
  });

  it('is as bad as its worst item', () => {
    const [pass, fail, open] = [
      concurrencyAudit([{ state: 'same', why: null }], 4),
      concurrencyAudit([{ state: 'differs', why: '1 of 4' }], 4),
      concurrencyAudit([{ state: 'varies', why: 'each time another' }], 4),
    ];
    expect([auditVerdict([pass]), auditVerdict([pass, open]), auditVerdict([open, fail])]).toEqual(['pass', 'unknown', 'fail']);
  });
});
