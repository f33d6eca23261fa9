import { quantityIfGiven } from '../../gate/policy/quantity.js';
import { UserError } from '../../model/user-error.js';
import { checkedYaml } from '../../rules/yaml/checked-yaml.js';
import { together } from '../../rules/yaml/mistakes.js';
import type { Path, YamlSource } from '../../rules/yaml/source.js';
import { checkNames, checkScalers, checkTimes } from './checks.js';
import type { Measured } from './measured.js';
import { scalerOf } from './scaler-of.js';
import { scatterOf } from './scatter-of.js';
import type { Arrivals, Scenario, ServedShape, Start, Strategy } from './scenario.js';
import { type ScenarioFile, scenarioSchema } from './schema.js';
import { shapesOf, startOf } from './served.js';
import { usualStrategies } from './strategies.js';

export type ScenarioContext = {
  /** The arrivals that a file named in the scenario holds. Throws a UserError where it cannot be read. */
  readonly arrivalsIn: (file: string) => Promise<Arrivals>;
  /** What measured boots show, for what the scenario leaves out. */
  readonly measured: Measured;
};

const top = Object.keys(scenarioSchema.shape);
const way = ['readiness', 'warm', 'balancing', 'pool'];
const below = new Map<PropertyKey, readonly string[]>([
  ['objective', ['quantile', 'under', 'met']],
  ['arrivals', ['constant', 'step', 'diurnal', 'file']],
  ['service', ['concurrency', 'queue', 'timeout', 'scatter', 'shapes']],
  ['cold', ['cause', 'takes']],
  ['start', ['takes', 'scatter']],
  ['replicas', ['steps', 'hpa', 'keda', 'concurrency']],
  ['pool', ['size', 'attach']],
  ['strategies', ['name', ...way, 'replicas']],
]);
const innermost = new Map<PropertyKey, readonly string[]>([
  ['shapes', ['name', 'share', 'steady', 'first']],
  ['hpa', ['min', 'max', 'target', 'every', 'downAfter']],
  ['keda', ['min', 'max', 'target', 'every', 'downAfter']],
  ['concurrency', ['min', 'max', 'target', 'every', 'window', 'panic']],
  ['steps', ['initial', 'changes']],
  ['changes', ['at', 'replicas']],
]);

const knownKeys = (path: Path): readonly string[] => {
  const inner = path.slice(1).findLast((part) => innermost.has(part));
  return innermost.get(inner ?? '') ?? below.get(path[0] ?? '') ?? top;
};

/**
 * The scenario that a YAML text holds, with measured figures where it leaves them out, and the usual ones after those. Throws a UserError that
 * names each mistake by file, line and mend: a wrong key or unit, shares that do not add up, a strategy twice, figures that nothing gives.
 */
export const loadScenario = async (file: string, text: string, context: ScenarioContext): Promise<Scenario> => {
  const { value: given, source } = checkedYaml(file, text, {
    what: 'scenario',
    schema: scenarioSchema,
    knownKeys,
    isNone: 'is no scenario: it holds no `version: 1` and no arrivals; docs/simulate.md shows one',
  });
  const problems: UserError[] = [];
  const tell = (reason: string, path: Path): void => {
    problems.push(new UserError(reason, source.place(path)));
  };
  const shapes = shapesOf(given, context.measured, tell);
  const start = startOf(given, context.measured, tell);
  checkTimes(given, tell);
  checkScalers(given, tell);
  checkNames(given, shapes, tell);
  if (problems.length > 0) throw together(file, 'scenario', problems);
  return scenarioOf(given, source, { shapes, start, context });
};

type Parts = { readonly shapes: readonly ServedShape[]; readonly start: Start; readonly context: ScenarioContext };

const scenarioOf = async (given: ScenarioFile, source: YamlSource, { shapes, start, context }: Parts): Promise<Scenario> => {
  const base: Strategy = {
    name: 'as it is',
    readiness: given.readiness ?? 'listening',
    warmShapes: given.warm ?? shapes.map(({ name }) => name),
    balancing: given.balancing ?? 'round-robin',
    poolSize: given.pool?.size ?? 0,
    poolAttachSeconds: quantityIfGiven(given.pool?.attach, 'seconds') ?? 1,
    scaler: scalerOf(given.replicas),
  };
  return {
    durationSeconds: quantityIfGiven(given.duration, 'seconds') ?? 0,
    windowSeconds: quantityIfGiven(given.window, 'seconds') ?? 10,
    objective: {
      quantile: quantityIfGiven(given.objective.quantile, 'share') ?? 0.95,
      seconds: quantityIfGiven(given.objective.under, 'seconds') ?? 0,
      met: quantityIfGiven(given.objective.met, 'share') ?? 0.99,
    },
    arrivals: await arrivalsOf(given, source, context),
    service: {
      concurrency: given.service?.concurrency ?? 1,
      queue: given.service?.queue ?? 1000,
      timeoutSeconds: quantityIfGiven(given.service?.timeout, 'seconds'),
      scatter: scatterOf(given.service?.scatter, 0.2),
      shapes,
    },
    cold: given.cold?.map(({ cause, takes }) => ({ cause, seconds: quantityIfGiven(takes, 'seconds') ?? 0 })) ?? context.measured.cold,
    start,
    strategies:
      given.strategies?.map((one) => ({
        ...base,
        name: one.name,
        readiness: one.readiness ?? base.readiness,
        warmShapes: one.warm ?? base.warmShapes,
        balancing: one.balancing ?? base.balancing,
        poolSize: one.pool?.size ?? base.poolSize,
        poolAttachSeconds: quantityIfGiven(one.pool?.attach, 'seconds') ?? base.poolAttachSeconds,
        scaler: one.replicas === undefined ? base.scaler : scalerOf(one.replicas),
      })) ?? usualStrategies(base),
  };
};

const arrivalsOf = async ({ arrivals }: ScenarioFile, source: YamlSource, context: ScenarioContext): Promise<Arrivals> => {
  if ('constant' in arrivals) return { kind: 'constant', perSecond: arrivals.constant };
  if ('step' in arrivals) return { kind: 'step', from: arrivals.step.from, to: arrivals.step.to, atSeconds: quantityIfGiven(arrivals.step.at, 'seconds') ?? 0 };
  if ('diurnal' in arrivals) {
    const { low, high, period, peak } = arrivals.diurnal;
    return {
      kind: 'diurnal',
      low,
      high,
      periodSeconds: quantityIfGiven(period, 'seconds') ?? 86_400,
      peakAtSeconds: quantityIfGiven(peak, 'seconds') ?? 43_200,
    };
  }
  return context.arrivalsIn(arrivals.file).catch((error: unknown) => {
    // A file that is not there is the fault of the line that names it.
    if (error instanceof UserError && error.file === undefined) throw new UserError(error.reason, source.place(['arrivals', 'file']));
    throw error;
  });
};
