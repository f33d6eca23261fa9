import type { Estimate, ForecastWindow, StrategyForecast } from '../../model/simulation.js';
import type { Seconds } from '../../model/units.js';
import { medianInterval } from '../../statistics/median-interval.js';
import { median } from '../../statistics/quantile.js';
import { describeStrategy } from './describe.js';
import { type Figures, figuresOf, objectivePlace } from './figures.js';
import { run } from './run.js';
import type { Scenario, Strategy } from './scenario.js';
import { workloadOf } from './workload.js';

export type ForecastSettings = {
  readonly seed: number;
  /** Replications end once half the interval of each strategy's latency is this share of it, and it is plain whether each keeps the objective. */
  readonly precision: number;
  readonly mostReplications: number;
  /** Asked before each replication; true ends the forecast with what there is. */
  readonly isInterrupted?: () => boolean;
  readonly onProgress?: (replications: number) => void;
  /** Lets others have their turn between replications. */
  readonly pause?: () => Promise<void>;
};

export type Forecast = {
  readonly strategies: readonly StrategyForecast[];
  readonly replications: number;
  readonly isPrecise: boolean;
  readonly requestsPerReplication: number;
};

/** The fewest values that an interval of 95 % of a median takes. */
const fewestReplications = 6;

/**
 * What each strategy does with the same chance, replication by replication, until the intervals of the objective's latency are as narrow as
 * asked and none leaves open whether the objective is kept. Throws a RangeError where a replication has too many requests for the memory.
 */
export const forecast = async (scenario: Scenario, settings: ForecastSettings): Promise<Forecast> => {
  const made = scenario.strategies.map((strategy) => ({ strategy, figures: [] as Figures[] }));
  const requests: number[] = [];
  let isPrecise = false;
  while (requests.length < settings.mostReplications && !isPrecise && settings.isInterrupted?.() !== true) {
    const workload = workloadOf(scenario, settings.seed, requests.length);
    for (const { strategy, figures } of made) figures.push(figuresOf(scenario, workload.arrivals, run(scenario, strategy, workload)));
    requests.push(workload.arrivals.length);
    settings.onProgress?.(requests.length);
    isPrecise = requests.length >= fewestReplications && made.every(({ figures }) => isNarrow(figures, settings.precision) && isDecided(scenario, figures));
    await settings.pause?.();
  }
  return {
    strategies: made.map(({ strategy, figures }) => strategyForecast(scenario, strategy, figures)),
    replications: requests.length,
    isPrecise,
    requestsPerReplication: requests.length === 0 ? 0 : median(requests),
  };
};

const isNarrow = (figures: readonly Figures[], precision: number): boolean => {
  const { estimate, low, high } = medianInterval(figures.map(({ latency }) => latency));
  return low === high || high - low <= 2 * precision * estimate;
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The median of finite values with its interval; what is infinite or unknown is null. */
const estimateOf = (values: readonly number[]): Estimate => {
  const known = values.filter((value) => !Number.isNaN(value));
  const { estimate, low, high } = medianInterval(known);
  return { value: finite(estimate), low: finite(low), high: finite(high) };
};

const strategyForecast = (scenario: Scenario, strategy: Strategy, figures: readonly Figures[]): StrategyForecast => {
  const whole = (pick: (one: Figures) => number): Estimate => estimateOf(figures.map(pick));
  const windows = windowForecasts(scenario, figures);
  const overSeconds = whole((one) => one.overSeconds);
  return {
    name: strategy.name,
    describes: describeStrategy(strategy),
    keeps: keepsObjective(scenario, figures),
    p50: whole(({ quantiles }) => quantiles[0] ?? Number.NaN),
    p95: whole(({ quantiles }) => quantiles[1] ?? Number.NaN),
    p99: whole(({ quantiles }) => quantiles[2] ?? Number.NaN),
    worst: worstWindow(scenario, figures),
    overSeconds,
    late: whole(({ late }) => late),
    lost: whole(({ lost }) => lost),
    replicaSeconds: whole(({ replicaSeconds }) => replicaSeconds),
    windows,
  };
};

/** Seconds that the objective allows to be over it. */
const allowedSeconds = ({ objective, durationSeconds }: Scenario): Seconds => (1 - objective.met) * durationSeconds + 1e-9;

/** Whether the time over the objective is, at the upper end of its interval, within what the objective allows. */
const keepsObjective = (scenario: Scenario, figures: readonly Figures[]): boolean => {
  if (figures.length === 0) return false;
  const { estimate, high } = medianInterval(figures.map(({ overSeconds }) => overSeconds));
  return (Number.isFinite(high) ? high : estimate) <= allowedSeconds(scenario);
};

/** Whether all of that interval says the same. */
const isDecided = (scenario: Scenario, figures: readonly Figures[]): boolean => {
  const { low, high } = medianInterval(figures.map(({ overSeconds }) => overSeconds));
  const allowed = allowedSeconds(scenario);
  return high <= allowed || low > allowed;
};

const latenciesAt = (figures: readonly Figures[], window: number, quantile: number): number[] =>
  figures.map(({ windows }) => windows[window]?.quantiles[quantile] ?? Number.NaN);

const windowCount = (figures: readonly Figures[]): number => figures[0]?.windows.length ?? 0;

const windowForecasts = ({ windowSeconds }: Scenario, figures: readonly Figures[]): ForecastWindow[] =>
  Array.from({ length: windowCount(figures) }, (_, window) => ({
    startSeconds: window * windowSeconds,
    requests: median(figures.map(({ windows }) => windows[window]?.requests ?? 0)),
    replicas: median(figures.map(({ replicas }) => replicas[window] ?? 0)),
    p50: estimateOf(latenciesAt(figures, window, 0)),
    p95: estimateOf(latenciesAt(figures, window, 1)),
    p99: estimateOf(latenciesAt(figures, window, 2)),
  }));

const worstWindow = ({ windowSeconds }: Scenario, figures: readonly Figures[]): StrategyForecast['worst'] => {
  let [worst, most] = [0, Number.NEGATIVE_INFINITY];
  for (let window = 0; window < windowCount(figures); window++) {
    const typical = median(latenciesAt(figures, window, objectivePlace).filter((value) => !Number.isNaN(value)));
    if (typical > most) [worst, most] = [window, typical];
  }
  return { startSeconds: worst * windowSeconds, latency: estimateOf(latenciesAt(figures, worst, objectivePlace)) };
};
