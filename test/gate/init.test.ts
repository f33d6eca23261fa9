import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceAbove, policyText, unfit } from '../../src/gate/init.js';
import { bootReport, causeOf, timed } from './boot-report.js';
import { gateOf } from './policies.js';

const now = new Date('2026-11-26T00:00:00Z');
const textOf = (...boots: Parameters<typeof policyText>[0]): string => policyText(boots, 'server.log', 'coldcase-baseline.json', now);

/** Without the causes that the small rule set of these tests does not know. */
const readable = (text: string): string => text.replaceAll(/^ {4}- (?!compile-in-request|error)[a-z-]+-(?:request|warm)\n/gm, '');

describe('a policy written from a good run', () => {
  it('is one that the run keeps', async () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 5000, noNaN: true }), (value) => niceAbove(value) >= value * (1 - 1e-9) && niceAbove(value) <= value * 2.5),
    );
    const boot = timed(83.1, 0.35, { memory: { peakBytes: 15e9, limitBytes: 16e9 } });
    const known = { ...boot, causes: [causeOf('compile-in-request')] };
    for (const one of [boot, timed(0.8, 0.02), known]) {
      const text = readable(textOf(one));
      expect((await gateOf(text, [one])).budgets.filter(({ verdict }) => verdict === 'exceeded')).toEqual([]);
    }
  });

  it('says of each limit what was measured', () => {
    expect(textOf(timed(83.1))).toContain('  timeToReady: 150s # 83.1 s now\n');
    expect(textOf(timed(83.1, 0.35))).toContain('  firstRequest: 750ms # 350 ms now\n');
  });

  it('tolerates what the run has of forbidden causes, with a day to look again', () => {
    expect(textOf(bootReport({ causes: [causeOf('compile-in-request')] }))).toContain(
      '    - { cause: compile-in-request, reason: "It was there when this policy was written: compile-in-request was seen.", until: 2027-02-24 }\n',
    );
  });

  it('holds a long reason with quotes and commas on one line, and is read again', async () => {
    const because =
      'The first request waited 2.3 s, of "its" 3.5 s, for the device: context, handles and { kernels } were made while a caller waited for an answer';
    const boot = bootReport({ causes: [causeOf('compile-in-request', { because })] });
    expect((await gateOf(readable(textOf(boot)), [boot])).tolerated.map(({ reason }) => reason)).toEqual([
      `It was there when this policy was written: ${because}`,
    ]);
  });

  it('is the same for the same boots', () => {
    expect(textOf(timed(40))).toBe(textOf(timed(40)));
  });
});

describe('a run that no policy can be written from', () => {
  it('is one that failed, or that the log does not show', () => {
    expect(unfit([bootReport({ verdict: 'failed', causes: [causeOf('oom-device', { severity: 'error' })] })])).toMatch(/failed \(oom-device\)$/);
    expect(unfit([])).toBe('no start of a service was found in it');
    expect(unfit([timed(40)])).toBeNull();
  });
});
