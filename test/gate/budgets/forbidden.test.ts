import { describe, expect, it } from 'vitest';
import { type Forbidden, judgeForbidden } from '../../../src/gate/budgets/forbidden.js';
import type { BudgetResult } from '../../../src/model/gate.js';
import type { BootReport, Cause } from '../../../src/model/report.js';
import { bootReport, causeOf } from '../boot-report.js';

const place = { file: 'coldcase.yaml', line: 3, column: 5 };
const judged = (what: Forbidden['what'], boots: readonly BootReport[], tolerated: readonly string[] = []): BudgetResult =>
  judgeForbidden({ what, place, boots: boots.map((boot) => ({ boot, tolerated: new Set(tolerated) })) });

const withCauses = (...causes: readonly Cause[]): BootReport => bootReport({ causes });
const untold = bootReport({
  id: 'untold',
  unevaluated: [{ cause: 'a', missing: 'no line says how long it took', howToLog: 'Log it.' }] as unknown as BootReport['unevaluated'],
});

describe('a forbidden cause', () => {
  const a = { cause: 'a' };

  it('that was found is named, with its boots and its line', () => {
    expect(judged(a, [bootReport(), { ...withCauses(causeOf('a'), causeOf('b')), id: 'two' }])).toMatchObject({
      id: 'causes.a',
      title: 'no a',
      verdict: 'exceeded',
      why: 'Found a (1 of 2 boots).',
      boots: ['two'],
      evidence: [{ line: 7 }],
      howToLog: null,
      place,
    });
    expect(judged(a, [withCauses(causeOf('a'))]).why).toBe('Found a.');
  });

  it('that was not found is not there', () => {
    expect(judged(a, [withCauses(causeOf('b'))])).toMatchObject({ verdict: 'pass', why: 'None was found.', howToLog: null });
  });

  it('that is only possible leaves the answer open', () => {
    expect(judged(a, [withCauses(causeOf('a', { confidence: 'possible' }))])).toMatchObject({
      verdict: 'range-crosses',
      why: 'Possibly a, which the log does not settle.',
      evidence: [{ line: 7 }],
    });
  });

  it('of which the log does not tell is unknown, with what to log', () => {
    expect(judged(a, [untold])).toMatchObject({ verdict: 'unknown', why: 'It cannot be told: no line says how long it took.', howToLog: 'Log it.' });
    expect(judged({ cause: 'b' }, [untold])).toMatchObject({ verdict: 'pass' });
  });

  it('is unknown in a log that says nothing', () => {
    expect(judged(a, [bootReport({ verdict: 'unknown' })])).toMatchObject({
      verdict: 'unknown',
      why: 'It cannot be told: the log says too little.',
      howToLog: null,
    });
    expect(judged(a, [bootReport({ verdict: 'unknown', causes: [causeOf('a')] })]).verdict).toBe('exceeded');
  });

  it('is unknown where there is no boot', () => {
    expect(judged(a, [])).toMatchObject({ verdict: 'unknown', why: 'No boot was found.', boots: [], howToLog: null });
  });

  it('that is tolerated does not count', () => {
    expect(judged(a, [withCauses(causeOf('a'))], ['a']).verdict).toBe('pass');
    expect(judged(a, [withCauses(causeOf('a'))], ['b']).verdict).toBe('exceeded');
  });

  it('is judged by the gravest of several boots', () => {
    expect(judged(a, [untold, { ...withCauses(causeOf('a')), id: 'two' }, bootReport()])).toMatchObject({
      verdict: 'exceeded',
      boots: ['two'],
      why: 'Found a (1 of 3 boots).',
    });
    expect(judged(a, [bootReport(), untold])).toMatchObject({ verdict: 'unknown', boots: ['untold'] });
  });
});

describe('a forbidden severity', () => {
  it('is of all causes that are as grave, or graver', () => {
    const boot = withCauses(causeOf('n', { severity: 'note' }), causeOf('w'), causeOf('e', { severity: 'error' }));
    expect(judged({ severity: 'error' }, [boot])).toMatchObject({ id: 'causes.error', title: 'no cause of severity error', why: 'Found e.' });
    expect(judged({ severity: 'warning' }, [boot])).toMatchObject({ title: 'no cause of severity warning or graver', why: 'Found w and e.' });
    expect(judged({ severity: 'note' }, [boot]).why).toBe('Found n, w and e.');
  });

  it('names five causes, each once, and shows four lines', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => causeOf(id));
    const result = judged({ severity: 'warning' }, [withCauses(...all), withCauses(...all)]);
    expect(result.why).toBe('Found a, b, c, d and e (2 of 2 boots).');
    expect(result.evidence).toHaveLength(4);
  });

  it('is not unknown for what the log does not tell of a single cause', () => {
    expect(judged({ severity: 'error' }, [untold]).verdict).toBe('pass');
  });
});
