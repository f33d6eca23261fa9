import { describe, expect, it } from 'vitest';
import type { Estimate, Simulation } from '../../../src/model/simulation.js';
import { renderSimulationCsv } from '../../../src/report/simulation/csv.js';

const exactly = (value: number | null): Estimate => ({ value, low: value, high: value });
const latencies = { p50: exactly(0.1), p95: { value: 0.9, low: 0.8, high: 1 }, p99: exactly(null) };

const simulation: Simulation = {
  schemaVersion: 1,
  tool: { name: 'coldcase', version: '0.0.0' },
  summary: '',
  scenario: {
    file: 's.yaml',
    durationSeconds: 20,
    windowSeconds: 10,
    objective: { quantile: 0.95, seconds: 0.2, met: 1 },
    requestsPerReplication: 100,
    measured: [],
  },
  seed: 1,
  replications: 6,
  isPrecise: true,
  chosen: '=warm, "all"',
  reason: '',
  strategies: [
    {
      name: '=warm, "all"',
      describes: '',
      keeps: true,
      ...latencies,
      worst: { startSeconds: 10, latency: exactly(0.9) },
      overSeconds: exactly(10),
      late: exactly(3),
      lost: exactly(1),
      replicaSeconds: { value: 60, low: 59, high: 61 },
      windows: [0, 10].map((startSeconds) => ({ startSeconds, requests: 50, replicas: 2, ...latencies })),
    },
  ],
  remarks: [],
};

describe('a forecast as a table', () => {
  const [head = '', strategy = '', ...windows] = renderSimulationCsv(simulation).trimEnd().split('\r\n');
  const of = (row: string, column: string) => row.replace(/"(?:[^"]|"")*"/, 'name').split(',')[head.split(',').indexOf(column)];

  it('has a row for each strategy with its figures and their intervals', () => {
    expect(['kind', 'p95', 'p95_low', 'p95_high', 'late', 'replica_seconds_low', 'keeps', 'chosen'].map((column) => of(strategy, column))).toEqual([
      'strategy',
      '0.9',
      '0.8',
      '1',
      '3',
      '59',
      'yes',
      'yes',
    ]);
  });

  it('has a row for each window, and nothing where requests are lost', () => {
    expect(windows.map((row) => [of(row, 'kind'), of(row, 'start_seconds'), of(row, 'p95'), of(row, 'p99')])).toEqual([
      ['window', '0', '0.9', ''],
      ['window', '10', '0.9', ''],
    ]);
  });

  it('has names as data: no formula, and quoted where they must be', () => {
    expect(strategy).toContain(`,"'=warm, ""all""",`);
  });
});
