import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/gate/budgets/limit.js';
import { bootReport, causeOf, timed } from './boot-report.js';
import { budgetOf, gateOf } from './policies.js';

const budgets = (text: string): string => `version: 1\nbudgets: { ${text} }\n`;

describe('an absolute limit', () => {
  it('is kept, exceeded or open by what is known for certain', () => {
    const reading = (low: number, high: number | null) => ({ kind: 'known', value: low, low, high, evidence: [] }) as const;
    expect(verdictOf(reading(3, 4), 5)).toBe('pass');
    expect(verdictOf(reading(3, 5), 5)).toBe('pass');
    expect(verdictOf(reading(6, null), 5)).toBe('exceeded');
    expect(verdictOf(reading(4, 6), 5)).toBe('range-crosses');
    expect(verdictOf(reading(4, null), 5)).toBe('range-crosses');
  });

  it('is decided by the worst boot, with its figure, its margin and how many there are of it', async () => {
    const result = budgetOf(await gateOf(budgets('timeToReady: 45s'), [timed(40), timed(50), timed(60)]), 'timeToReady');
    expect(result).toMatchObject({ verdict: 'exceeded', measured: 60, limit: 45, margin: -15, boots: ['server-2.log#1', 'server-3.log#1'] });
    expect(result.why).toBe('The time to ready is 60 s; 45 s is allowed (2 of 3 boots).');
  });

  it('is open where the resolution of the clock leaves it so', async () => {
    const whole = timed(45, 0.4, { milestones: { listening: null, ready: { seconds: 45, errorSeconds: 2, evidence: [] }, warm: null } });
    expect(budgetOf(await gateOf(budgets('timeToReady: 46s'), [whole]), 'timeToReady')).toMatchObject({
      verdict: 'range-crosses',
      range: { low: 43, high: 47 },
    });
    expect(budgetOf(await gateOf(budgets('timeToReady: 48s'), [whole]), 'timeToReady').verdict).toBe('pass');
  });

  it('is exceeded by a replica that died before it was ready', async () => {
    const dead = bootReport({ verdict: 'failed', timeToReadySeconds: null, milestones: { listening: null, ready: null, warm: null } });
    expect(budgetOf(await gateOf(budgets('timeToReady: 1h'), [dead]), 'timeToReady')).toMatchObject({ verdict: 'exceeded', measured: null });
  });

  it('is unknown where the log is mute, with what to switch on', async () => {
    const mute = bootReport({ firstTokenSeconds: null });
    const result = budgetOf(await gateOf(budgets('firstToken: 1s'), [mute]), 'firstToken');
    expect(result).toMatchObject({ verdict: 'unknown', measured: null });
    expect(result.howToLog).toMatch(/time to first token/);
  });

  it('counts time that nothing explains, and that a phase is suspected of, as perhaps its', async () => {
    const at = { file: 'server.log', line: 1, text: '' };
    const gap = { scope: 'startup', seconds: 20, errorSeconds: 0, after: at, before: at, suspect: 'compile', why: null } as const;
    const phase = { phase: 'compile', scope: 'startup', seconds: 15, share: null, basis: 'stated', spans: [] } as const;
    const boot = bootReport({ gaps: [gap], phases: [phase] });
    expect(budgetOf(await gateOf(budgets('phases: { compile: 30s }'), [boot]), 'phases.compile')).toMatchObject({
      verdict: 'range-crosses',
      range: { low: 15, high: 35 },
    });
    expect(budgetOf(await gateOf(budgets('phases: { compile: 10s }'), [boot]), 'phases.compile').verdict).toBe('exceeded');
  });

  it('takes a phase that a whole start does not have for no time, and that of a start without a clock for unknown', async () => {
    expect(budgetOf(await gateOf(budgets('phases: { compile: 0s }'), [bootReport()]), 'phases.compile').verdict).toBe('pass');
    expect(budgetOf(await gateOf(budgets('phases: { compile: 0s }'), [bootReport({ timeToReadySeconds: null })]), 'phases.compile').verdict).toBe('unknown');
  });

  it('of a percentile needs 59 boots, and holds for 95 % of them', async () => {
    const boots = (count: number) => Array.from({ length: count }, (_, index) => timed(30 + index / 100));
    expect(budgetOf(await gateOf(budgets('timeToReady: { p95: 60s }'), boots(58)), 'timeToReady.p95')).toMatchObject({ verdict: 'unknown', measured: null });
    expect(budgetOf(await gateOf(budgets('timeToReady: { p95: 60s }'), boots(59)), 'timeToReady.p95').verdict).toBe('pass');
    expect(budgetOf(await gateOf(budgets('timeToReady: { p95: 20s }'), boots(59)), 'timeToReady.p95').verdict).toBe('exceeded');
  });
});

describe('the number of failed boots', () => {
  const dead = bootReport({ verdict: 'failed' });
  it('counts those that failed, and leaves open those of which the log says too little', async () => {
    expect(budgetOf(await gateOf(budgets('failedBoots: 1'), [dead, bootReport()]), 'failedBoots').verdict).toBe('pass');
    expect(budgetOf(await gateOf(budgets('failedBoots: 0'), [dead, bootReport()]), 'failedBoots').verdict).toBe('exceeded');
    expect(budgetOf(await gateOf(budgets('failedBoots: 0'), [bootReport({ verdict: 'unknown' })]), 'failedBoots').verdict).toBe('unknown');
  });
});

describe('a forbidden cause', () => {
  const policy = (word: string, tolerated = ''): string => `version: 1\ncauses:\n  forbidden: [${word}]\n${tolerated}`;
  const tolerance = (until: string): string => `  tolerated:\n    - { cause: shape-not-warmed, reason: 'until the new release', until: ${until} }\n`;
  const having = (confidence: 'certain' | 'possible') => bootReport({ causes: [causeOf('shape-not-warmed', { confidence })] });

  it('fails where it is certain, and leaves the answer open where it is only possible', async () => {
    expect((await gateOf(policy('shape-not-warmed'), [having('certain')])).verdict).toBe('fail');
    expect((await gateOf(policy('shape-not-warmed'), [having('possible')])).verdict).toBe('undecided');
    expect((await gateOf(policy('shape-not-warmed'), [bootReport()])).verdict).toBe('pass');
  });

  it('is unknown where the diagnosis could not evaluate it, with what to switch on', async () => {
    const unevaluated = [{ cause: 'oom-device', missing: 'no line states memory', howToLog: 'Log it.' }];
    expect(budgetOf(await gateOf(policy('oom-device'), [bootReport({ unevaluated })]), 'causes.oom-device')).toMatchObject({
      verdict: 'unknown',
      howToLog: 'Log it.',
    });
  });

  it('may be named by severity, which means that one and graver', async () => {
    const boot = bootReport({ causes: [causeOf('oom-device', { severity: 'error' })] });
    expect((await gateOf(policy('warning'), [boot])).verdict).toBe('fail');
    expect((await gateOf(policy('error'), [having('certain')])).verdict).toBe('pass');
  });

  it('that is tolerated passes until the day is over, and the answer says so either way', async () => {
    const lasting = await gateOf(policy('warning', tolerance('2026-12-31')), [having('certain')]);
    expect([lasting.verdict, lasting.tolerated[0]?.isExpired]).toEqual(['pass', false]);
    const past = await gateOf(policy('warning', tolerance('2026-01-31')), [having('certain')]);
    expect([past.verdict, past.tolerated[0]?.isExpired]).toEqual(['fail', true]);
    expect((await gateOf(policy('warning', tolerance('2026-01-31')), [bootReport()])).tolerated).toMatchObject([{ isExpired: true, boots: [] }]);
  });
});

describe('an item of the checklist', () => {
  const entry = (status: 'pass' | 'fail' | 'unknown') =>
    bootReport({ checklist: [{ item: 'tokenizer-ready', title: 'The tokenizer is ready', status, why: 'a line says so', evidence: [] }] });
  it.each([
    ['pass', 'pass'],
    ['fail', 'exceeded'],
    ['unknown', 'unknown'],
  ] as const)('that is %s makes the budget %s', async (status, verdict) => {
    expect(budgetOf(await gateOf('version: 1\nchecklist: [tokenizer-ready]\n', [entry(status)]), 'checklist.tokenizer-ready').verdict).toBe(verdict);
  });
});

describe('overrides', () => {
  const policy = `${budgets('timeToReady: 30s')}overrides:
  - when: { runtime: triton }
    budgets: { timeToReady: 60s }
  - when: { replicas: 'canary-*' }
    budgets: { timeToReady: null }
  - when: { environment: production }
    budgets: { timeToReady: 10s }
`;
  it('hold for their runtime, their replicas and their environment, later ones first', async () => {
    expect((await gateOf(policy, [timed(50)])).verdict).toBe('fail');
    expect((await gateOf(policy, [timed(50, 0.4, { runtime: 'triton' })])).verdict).toBe('pass');
    expect((await gateOf(policy, [timed(500, 0.4, { replica: 'canary-1' }), timed(20)])).verdict).toBe('pass');
    expect((await gateOf(policy, [timed(20)], { environment: 'production' })).verdict).toBe('fail');
  });

  it('that leave nothing to judge do not look like a pass', async () => {
    const gate = await gateOf(policy, [timed(500, 0.4, { replica: 'canary-1' })]);
    expect([gate.verdict, gate.reason]).toEqual(['undecided', 'None of the budgets is for what was read.']);
  });
});

describe('the whole', () => {
  it('fails by one budget that is exceeded, and is open by one that is, the gravest first', async () => {
    const text = budgets('timeToReady: 30s, firstRequest: 1s, firstToken: 1s');
    const gate = await gateOf(text, [timed(50)]);
    expect([gate.verdict, gate.budgets.map(({ verdict }) => verdict)]).toEqual(['fail', ['exceeded', 'unknown', 'pass']]);
    expect((await gateOf(text, [timed(20)])).verdict).toBe('undecided');
  });

  it('counts an open answer as the policy says', async () => {
    const open = budgets('firstToken: 1s');
    expect((await gateOf(`${open}undecided: fail\n`, [timed(20)])).verdict).toBe('fail');
    expect((await gateOf(`${open}undecided: pass\n`, [timed(20)])).verdict).toBe('pass');
  });

  it('is open for a log without a boot, and fails where replicas are missing', async () => {
    expect(await gateOf(budgets('timeToReady: 30s'), [])).toMatchObject({ verdict: 'undecided', reason: 'No start of a service was found in what was read.' });
    const two = [timed(20, 0.4, { replica: 'a' }), timed(21, 0.4, { replica: 'a' })];
    expect(budgetOf(await gateOf(budgets('timeToReady: 30s'), two, { expectReplicas: 2 }), 'replicas')).toMatchObject({ verdict: 'exceeded', measured: 1 });
  });
});
