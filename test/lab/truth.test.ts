import { describe, expect, it } from 'vitest';
import type { BootReport } from '../../src/model/report.js';
import type { Scenario } from './scenario.js';
import type { Line } from './service/group.js';
import { gapsTold } from './truth/gaps.js';
import { coveredSeconds, spansOf } from './truth/trace.js';
import { type Observed, truthOf } from './truth/truth.js';

const scenario: Scenario = { id: 'x', title: '', service: 'node', settings: {}, load: null, causes: [], verdicts: [] };

type Step = readonly [span: string, begin: number, end: number, request?: number | null, pid?: number];

function observed(...steps: Step[]): Observed {
  const edges = steps.flatMap(([span, begin, end, request = null, pid = 1]) => [
    { at: begin, pid, span, edge: 'begin' as const, request },
    { at: end, pid, span, edge: 'end' as const, request },
  ]);
  const points = [
    { at: 0, pid: 1, span: 'main', edge: 'point' as const, request: null },
    { at: 10, pid: 1, span: 'ready', edge: 'point' as const, request: null },
  ];
  return { spawnedAt: -0.1, spans: spansOf([...points, ...edges]), sent: [] };
}

describe('a gap of a diagnosis', () => {
  const lineAt = (at: number): Line => ({ text: '', at, epoch: at, stream: 'stdout', replica: 0 });
  const gapped = (seconds: number): BootReport => {
    const gap = {
      scope: 'startup',
      seconds,
      errorSeconds: 0,
      suspect: 'process',
      why: null,
      after: { file: 'x', line: 1, text: '' },
      before: { file: 'x', line: 2, text: '' },
    };
    return { gaps: [gap] } as unknown as BootReport;
  };

  it('is explained by the work that the trace shows in the same silence', () => {
    const told = gapsTold(gapped(3.9), [lineAt(1), lineAt(5)], observed(['imports', 0.5, 4.8]));
    expect(told).toEqual([{ seconds: 3.9, suspect: 'process', traced: expect.closeTo(3.8), span: 'imports', isTraced: true }]);
  });

  it('is not where the trace shows nothing there', () => {
    expect(gapsTold(gapped(3.9), [lineAt(1), lineAt(5)], observed(['imports', 6, 7]))).toMatchObject([{ traced: 0, span: null, isTraced: false }]);
  });
});

describe('the truth of a start', () => {
  it('names what the trace shows past a threshold, with its seconds', () => {
    const { causes } = truthOf(scenario, observed(['tokenizer-load', 1, 1.5]));
    expect([...causes]).toEqual([['tokenizer-load-slow', 0.5]]);
  });

  it('names nothing below it', () => {
    expect([...truthOf(scenario, observed(['tokenizer-load', 1, 1.009])).causes]).toEqual([]);
  });

  it('leaves open what is too near to a threshold', () => {
    const truth = truthOf(scenario, observed(['tokenizer-load', 1, 1.026]));
    expect([[...truth.causes], [...truth.open]]).toEqual([[], ['tokenizer-load-slow']]);
  });

  it('tells what a request waited for from what the start did', () => {
    expect([...truthOf(scenario, observed(['weights-load', 11, 12, 1])).causes]).toEqual([['model-load-in-request', 1]]);
  });

  it('takes a load by two processes for two copies', () => {
    const { causes } = truthOf(scenario, observed(['weights-load', 1, 1.3, null, 1], ['weights-load', 1, 1.3, null, 2]));
    expect([...causes.keys()]).toEqual(['worker-duplicate-load']);
  });

  it('counts what lies side by side once', () => {
    expect(coveredSeconds(observed(['compile', 1, 3, null, 1], ['compile', 2, 4, null, 2]).spans)).toBe(3);
  });

  it('has no end for what a kill cut off', () => {
    const spans = spansOf([{ at: 1, pid: 1, span: 'weights-load', edge: 'begin', request: null }]);
    expect(spans).toEqual([expect.objectContaining({ begin: 1, end: null })]);
  });
});
