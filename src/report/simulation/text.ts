import type { Estimate, ForecastWindow, Simulation, StrategyForecast } from '../../model/simulation.js';
import { padRight, wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { formatSeconds } from '../quantity.js';
import type { TextOptions } from '../text/options.js';
import { table } from '../text/table.js';
import { curve, scaleOf } from './curve.js';

const readableWidth = 120;

/** `140 ms`, `140 ms (138–143)`; `lost` where so many requests are lost that there is no such latency. */
const latency = ({ value, low, high }: Estimate, withInterval: boolean): string => {
  if (value === null) return 'lost';
  if (!withInterval || low === null || high === null) return formatSeconds(value);
  return `${formatSeconds(value)} (${formatSeconds(low)} to ${formatSeconds(high)})`;
};

const whole = ({ value }: Estimate): string => (value === null ? '–' : Math.round(value).toLocaleString('en'));

const seconds = ({ value }: Estimate): string => (value === null ? '–' : formatSeconds(value));

const percentile = (quantile: number): string => `p${Number((quantile * 100).toFixed(3))}`;

const strategyTable = ({ strategies, chosen }: Simulation, palette: Palette): string[] => {
  const head = ['', 'p50', 'p95', 'p99', 'worst', 'over', 'late', 'lost', 'replica-s', 'keeps'];
  const rows = strategies.map((one) => [
    `${one.name === chosen ? '→' : ' '} ${one.name}`,
    latency(one.p50, false),
    latency(one.p95, false),
    latency(one.p99, false),
    latency(one.worst.latency, false),
    seconds(one.overSeconds),
    whole(one.late),
    whole(one.lost),
    whole(one.replicaSeconds),
    one.keeps ? 'yes' : 'no',
  ]);
  const paint = (row: number) => (strategies[row - 1]?.keeps === true ? palette.good : row === 0 ? palette.faint : palette.warning);
  return table([head, ...rows], 9, paint);
};

/** What is, and what was chosen. */
const shownOf = ({ strategies, chosen }: Simulation): StrategyForecast[] => strategies.filter((one, place) => place === 0 || one.name === chosen);

const curves = (simulation: Simulation, width: number, palette: Palette): string[] => {
  const { scenario } = simulation;
  const shown = shownOf(simulation);
  const pick = (window: ForecastWindow): Estimate => window.p95;
  const scale = scaleOf(
    shown.map(({ windows }) => windows),
    pick,
    scenario.objective.seconds,
  );
  const label = Math.min(34, Math.max(...shown.map(({ name }) => name.length)));
  const room = Math.max(20, width - label - 4);
  const axis = `${padRight('', label)}  0 s${' '.repeat(Math.max(1, Math.min(room, shown[0]?.windows.length ?? 0) - 3 - formatSeconds(scenario.durationSeconds).length))}${formatSeconds(scenario.durationSeconds)}`;
  return [
    '',
    palette.strong(`p95 over time  ${formatSeconds(scale.leastSeconds)} to ${formatSeconds(scale.mostSeconds)}, in steps of equal ratio`),
    `  ${palette.faint(axis)}`,
    ...shown.map(({ name, windows }) => `  ${padRight(name.slice(0, label), label)}  ${curve(windows, pick, scale, room, palette)}`),
  ];
};

const worstOf = (one: StrategyForecast, quantile: number): string =>
  `${one.name}: ${one.describes}. Worst at ${formatSeconds(one.worst.startSeconds)}: ${percentile(quantile)} ${latency(one.worst.latency, true)}.`;

/**
 * A forecast for a terminal: a sentence and its reason, the curve of what is and of what was chosen, each strategy with its figures. Pure;
 * nothing that a scenario holds reaches the terminal raw.
 */
export const renderSimulationText = (given: Simulation, options: TextOptions): string => {
  const simulation = mapTexts(given, sanitize);
  const { palette } = options;
  const width = Math.min(readableWidth, Math.max(60, options.width));
  const { scenario, replications, seed } = simulation;
  const summary = wrap(simulation.summary, width).map(palette.strong);
  if (options.isBrief === true) return `${summary.join('\n')}\n`;
  const measured = scenario.measured.map(({ part, boots }) => `${part} from ${boots} ${boots === 1 ? 'boot' : 'boots'}`);
  const facts = [
    `${scenario.file}: ${formatSeconds(scenario.durationSeconds)} with ${Math.round(scenario.requestsPerReplication).toLocaleString('en')} requests, in windows of ${formatSeconds(scenario.windowSeconds)}`,
    `${replications} replications, the same requests and starts for each strategy, --seed ${seed}${measured.length === 0 ? '' : `; measured: ${measured.join(', ')}`}`,
  ];
  const lines = [
    ...summary,
    ...wrap(simulation.reason, width),
    ...facts.flatMap((line) => wrap(line, width).map(palette.faint)),
    ...curves(simulation, width, palette),
    '',
    palette.strong(`Strategies  over: time with ${percentile(scenario.objective.quantile)} above ${formatSeconds(scenario.objective.seconds)}`),
    ...strategyTable(simulation, palette),
    '',
    ...shownOf(simulation).flatMap((one) => wrap(worstOf(one, scenario.objective.quantile), width, '· ')),
    ...simulation.remarks.flatMap((remark) => wrap(remark, width, '· ')),
  ];
  return `${lines.join('\n')}\n`;
};
