import { describe, expect, it } from 'vitest';
import type { BudgetResult } from '../../../src/model/gate.js';
import { blamedCauses } from '../../../src/report/gate/blamed.js';
import { budget, gateOf } from '../gate-report.js';
import { lessonBoot, reportOf } from '../lesson-report.js';

const startup = ['tokenizer-load-slow'];
const request = ['device-init-in-request', 'cold-tail-latency', 'compile-in-request', 'shape-not-warmed'];

const blamed = (given: Partial<BudgetResult>, boots = [lessonBoot]): string[] =>
  blamedCauses(gateOf({ report: reportOf(...boots), budgets: [budget({ verdict: 'exceeded', boots: boots.map(({ id }) => id), ...given })] })).map(
    ({ id }) => id,
  );

describe('the causes to mend', () => {
  it.each(['timeToReady', 'phases.tokenizer', 'regression.timeToReady', 'timeToReady.p95'])('are those of the start where %s is exceeded', (id) => {
    expect(blamed({ id })).toEqual(startup);
  });

  it.each(['firstRequest', 'requestPhases.compile', 'regression.coldWarmRatio'])('are those of a request where %s is exceeded', (id) => {
    expect(blamed({ id })).toEqual(request);
  });

  it('are all but notes where the budget may come from either', () => {
    expect(blamed({ id: 'failedBoots' }).sort()).toEqual([...startup, ...request].sort());
  });

  it('are the forbidden one alone, or those of the forbidden severity', () => {
    expect(blamed({ id: 'causes.compile-in-request' })).toEqual(['compile-in-request']);
    expect(blamed({ id: 'causes.error' })).toEqual([]);
    expect(blamed({ id: 'causes.warning' })).toHaveLength(5);
  });

  it('are told once for several boots, as they cost most', () => {
    const slower = {
      ...lessonBoot,
      id: 'b.log#1',
      causes: lessonBoot.causes.map((one) => ({ ...one, seconds: one.seconds === null ? null : one.seconds * 2 })),
    };
    const gate = gateOf({
      report: reportOf(lessonBoot, slower),
      budgets: [budget({ id: 'firstRequest', verdict: 'exceeded', boots: [lessonBoot.id, slower.id] })],
    });
    expect(blamedCauses(gate).map(({ seconds }) => seconds)).toEqual([4.6, 2.66, 2.4, null]);
  });

  it('are none where nothing is exceeded', () => {
    expect(blamed({ verdict: 'unknown' })).toEqual([]);
  });
});
