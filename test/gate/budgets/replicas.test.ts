import { describe, expect, it } from 'vitest';
import { judgeReplicas } from '../../../src/gate/budgets/replicas.js';
import { bootReport } from '../boot-report.js';

const place = { file: 'coldcase.yaml', line: 3, column: 5 };

describe('the replicas in the logs', () => {
  const boots = [
    bootReport({ id: 'a.log#1', replica: null, labels: {} }),
    bootReport({ id: 'a.log#2', replica: null, labels: {} }),
    bootReport({ id: 'b.log#1', replica: null, labels: { pod: 'p' } }),
    bootReport({ id: 'c.log#1', replica: null, labels: { pod: 'p' } }),
    bootReport({ id: 'c.log#2', replica: 'r', labels: { pod: 'p' } }),
  ];

  it('are told apart by name, else by pod, else by file', () => {
    expect(judgeReplicas(boots, 3, place)).toEqual({
      id: 'replicas',
      title: 'replicas in the logs',
      verdict: 'pass',
      why: 'The logs hold 3 replicas.',
      unit: 'count',
      measured: 3,
      range: null,
      limit: 3,
      margin: 0,
      boots: ['a.log#1', 'a.log#2', 'b.log#1', 'c.log#1', 'c.log#2'],
      evidence: [],
      place,
      howToLog: null,
    });
  });

  it('are too few where more are expected', () => {
    expect(judgeReplicas(boots, 4, null)).toMatchObject({
      verdict: 'exceeded',
      why: 'The logs hold 3 replicas; 4 are expected.',
      margin: -1,
      howToLog: 'Give the log of each replica, or start the ones that are missing.',
    });
    expect(judgeReplicas([], 1, null).why).toBe('The logs hold 0 replicas; 1 are expected.');
  });
});
