import type { Estimate, ForecastWindow, Simulation, StrategyForecast } from '../../model/simulation.js';
import { type CsvValue, csvTextOf } from '../escape/csv-text.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';

/** Order and names of the columns; new ones come at the end. */
const columns = [
  'kind',
  'strategy',
  'start_seconds',
  'requests',
  'replicas',
  ...['p50', 'p95', 'p99'].flatMap((name) => [name, `${name}_low`, `${name}_high`]),
  ...['over_seconds', 'late', 'lost', 'replica_seconds'].flatMap((name) => [name, `${name}_low`, `${name}_high`]),
  'keeps',
  'chosen',
];

type Row = { readonly [column: string]: CsvValue };

const interval = (name: string, { value, low, high }: Estimate): Row => ({ [name]: value, [`${name}_low`]: low, [`${name}_high`]: high });

const latencies = ({ p50, p95, p99 }: Pick<ForecastWindow, 'p50' | 'p95' | 'p99'>): Row => ({
  ...interval('p50', p50),
  ...interval('p95', p95),
  ...interval('p99', p99),
});

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

const rowsOf = (strategy: StrategyForecast, chosen: string | null): Row[] => [
  {
    kind: 'strategy',
    strategy: strategy.name,
    ...latencies(strategy),
    ...interval('over_seconds', strategy.overSeconds),
    ...interval('late', strategy.late),
    ...interval('lost', strategy.lost),
    ...interval('replica_seconds', strategy.replicaSeconds),
    keeps: yesOrNo(strategy.keeps),
    chosen: yesOrNo(strategy.name === chosen),
  },
  ...strategy.windows.map(
    (window): Row => ({
      kind: 'window',
      strategy: strategy.name,
      start_seconds: window.startSeconds,
      requests: window.requests,
      replicas: window.replicas,
      ...latencies(window),
    }),
  ),
];

/** One table for a spreadsheet or a plot: a row for each strategy, and one for each of its windows; latencies in seconds with their intervals, empty where requests are lost. */
export const renderSimulationCsv = (simulation: Simulation): string => {
  const { strategies, chosen } = mapTexts(simulation, sanitize);
  return csvTextOf(
    columns,
    strategies.flatMap((strategy) => rowsOf(strategy, chosen)),
  );
};
