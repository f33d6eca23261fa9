import { dirname, join } from 'node:path';
import { quantityOf } from '../../gate/policy/quantity.js';
import { UserError } from '../../model/user-error.js';
import { checkedYaml } from '../../rules/yaml/checked-yaml.js';
import { together } from '../../rules/yaml/mistakes.js';
import type { Path, YamlSource } from '../../rules/yaml/source.js';
import { fewestRequests } from '../load/bounds.js';
import { requestsOf } from '../load/schedule.js';
import type { DriverChoice, Replica, RolloutPolicy } from './policy.js';
import { type RolloutFile, rolloutSchema } from './schema.js';

const usualConfidence = 0.95;
const usualDrainSeconds = 30;
const usualPatienceSeconds = 30;
/** What takes ten times the bound is as good as lost. */
const usualTimeout = 10;

const below = new Map<string, readonly string[]>([
  ['blue', ['url', 'server']],
  ['green', ['url', 'server']],
  ['request', ['protocol', 'model', 'template']],
  ['load', ['rate', 'for', 'timeout']],
  ['bounds', ['p95', 'errors', 'confidence']],
  ['steps', ['weight', 'hold']],
  ['driver', ['haproxy', 'command']],
  ['driver.haproxy', ['socket', 'backend']],
  ['kubernetes', ['deployment', 'service', 'port', 'image']],
]);

const knownKeys = (path: Path): readonly string[] =>
  below.get(path.filter((part) => typeof part === 'string').join('.')) ?? below.get(String(path[0])) ?? Object.keys(rolloutSchema.shape);

/**
 * The policy of a rollout that a YAML text holds. Throws a UserError that names each mistake by file, line and mend: a wrong key or unit,
 * steps that do not rise to 100 %, a load of too few requests to decide its bounds.
 */
export const loadRolloutPolicy = (file: string, text: string): RolloutPolicy => {
  const { value, source } = checkedYaml(file, text, {
    what: 'policy',
    schema: rolloutSchema,
    knownKeys,
    isNone: 'is no policy of a rollout: it holds no `version: 1`; docs/rollout.md has one to begin with',
  });
  const policy = policyOf(file, text, value);
  const wrong = [...stepProblems(policy, source), ...loadProblems(policy, source), ...nameProblems(policy, source)];
  if (wrong.length > 0) throw together(file, 'policy', wrong);
  return policy;
};

const seconds = (given: string | number | undefined, usual: number): number => (given === undefined ? usual : quantityOf(given, 'seconds'));

const replicasOf = (given: RolloutFile['blue']): Replica[] => given.map(({ url, server }) => ({ url: new URL(url), server: server ?? null }));

const driverOf = (given: RolloutFile['driver']): DriverChoice | null => {
  if (given === undefined) return null;
  return 'haproxy' in given ? { kind: 'haproxy', ...given.haproxy } : { kind: 'command', line: given.command };
};

const policyOf = (file: string, text: string, given: RolloutFile): RolloutPolicy => {
  const besides = (path: string): string => join(dirname(file), path);
  const { request = {}, load, bounds } = given;
  const p95Seconds = quantityOf(bounds.p95, 'seconds');
  return {
    file,
    text,
    replicas: { blue: replicasOf(given.blue), green: replicasOf(given.green) },
    planFile: besides(given.plan),
    request: {
      protocol: request.protocol ?? null,
      model: request.model ?? null,
      templateFile: request.template === undefined ? null : besides(request.template),
    },
    load: { ratePerSecond: load.rate, seconds: quantityOf(load.for, 'seconds'), timeoutSeconds: seconds(load.timeout, usualTimeout * p95Seconds) },
    bounds: { p95Seconds, errorShare: quantityOf(bounds.errors, 'share'), confidence: quantityOf(bounds.confidence ?? `${usualConfidence * 100}%`, 'share') },
    steps: given.steps.map(({ weight, hold }) => ({ share: quantityOf(weight, 'share'), holdSeconds: quantityOf(hold, 'seconds') })),
    drainSeconds: seconds(given.drain, usualDrainSeconds),
    patienceSeconds: seconds(given.patience, usualPatienceSeconds),
    driver: driverOf(given.driver),
    retire: given.retire ?? null,
    kubernetes: given.kubernetes ?? null,
  };
};

const stepProblems = ({ steps }: RolloutPolicy, source: YamlSource): UserError[] => {
  const falling = steps.flatMap(({ share }, index) =>
    index > 0 && share <= (steps[index - 1]?.share ?? 0)
      ? [new UserError('is no more than the step before; let the weights rise', source.place(['steps', index, 'weight']))]
      : [],
  );
  const last = steps.length - 1;
  const open =
    steps[last]?.share === 1 ? [] : [new UserError('the last step must have a weight of 100%; add one that does', source.place(['steps', last, 'weight']))];
  return [...falling, ...open];
};

const loadProblems = ({ load, bounds, steps }: RolloutPolicy, source: YamlSource): UserError[] => {
  const fewest = fewestRequests(bounds);
  const check = (holdSeconds: number, path: Path): UserError[] => {
    const count = requestsOf({ ratePerSecond: load.ratePerSecond, seconds: holdSeconds });
    const enough = Math.ceil(fewest / load.ratePerSecond);
    if (count >= fewest) return [];
    const why = `${count} requests at ${load.ratePerSecond} a second cannot show that these bounds are kept, ${fewest} can`;
    return [new UserError(`${why}; give it at least ${enough}s, or raise the rate`, source.place(path))];
  };
  return [...check(load.seconds, ['load', 'for']), ...steps.flatMap(({ holdSeconds }, index) => check(holdSeconds, ['steps', index, 'hold']))];
};

const nameProblems = ({ driver, replicas }: RolloutPolicy, source: YamlSource): UserError[] => {
  if (driver?.kind !== 'haproxy') return [];
  const seen = new Set<string>();
  return (['blue', 'green'] as const).flatMap((side) =>
    replicas[side].flatMap(({ server }, index) => {
      if (server === null) return [new UserError("needs the `server` that it is in HAProxy's backend; add its name", source.place([side, index]))];
      if (seen.has(server)) return [new UserError(`the server ${server} stands twice; give each replica its own`, source.place([side, index, 'server']))];
      seen.add(server);
      return [];
    }),
  );
};
