import { quantityIfGiven } from '../../gate/policy/quantity.js';
import { mendOfName } from '../../rules/near-name.js';
import type { Path } from '../../rules/yaml/source.js';
import type { ServedShape } from './scenario.js';
import type { ScenarioFile } from './schema.js';

/** Takes a mistake and its place. */
export type Tell = (reason: string, path: Path) => void;

/** More windows than this make a curve that nobody reads. */
const mostWindows = 100_000;

/** Tells of times that make no forecast. */
export const checkTimes = (given: ScenarioFile, tell: Tell): void => {
  const duration = quantityIfGiven(given.duration, 'seconds') ?? 0;
  const window = quantityIfGiven(given.window, 'seconds') ?? 10;
  if (duration <= 0) tell('the duration is nothing; give one such as 10m', ['duration']);
  if (window <= 0 || window > duration)
    tell('a window must be more than nothing, and within the duration', [given.window === undefined ? 'duration' : 'window']);
  else if (duration / window > mostWindows) tell(`these are more than ${mostWindows} windows; make the window longer`, ['window']);
  const quantile = quantityIfGiven(given.objective.quantile, 'share') ?? 0.95;
  if (quantile <= 0 || quantile >= 1) tell('the quantile must be above 0% and below 100%', ['objective', 'quantile']);
};

/** Tells of autoscalers that cannot work. */
export const checkScalers = (given: ScenarioFile, tell: Tell): void => {
  const check = (scaler: ScenarioFile['replicas'] | undefined, path: Path): void => {
    if (scaler === undefined || 'steps' in scaler) return;
    const [kind, one] = Object.entries(scaler)[0] ?? [];
    if (kind === undefined || one === undefined) return;
    if (one.min > one.max) tell(`min (${one.min}) is above max (${one.max}); swap them`, [...path, kind, 'min']);
    if (one.every !== undefined && (quantityIfGiven(one.every, 'seconds') ?? 0) < 0.1)
      tell('looks more often than every 100ms; give more', [...path, kind, 'every']);
    if (kind !== 'keda' && (quantityIfGiven(one.target, 'share') ?? 0) <= 0)
      tell('a target of 0% asks for replicas without end; give more', [...path, kind, 'target']);
  };
  check(given.replicas, ['replicas']);
  for (const [index, strategy] of (given.strategies ?? []).entries()) check(strategy.replicas, ['strategies', index, 'replicas']);
};

/** Tells of shapes that are not there, and of strategies of one name. */
export const checkNames = (given: ScenarioFile, shapes: readonly ServedShape[], tell: Tell): void => {
  const names = shapes.map(({ name }) => name);
  const known = (warm: readonly string[] | undefined, path: Path): void => {
    for (const [index, name] of (warm ?? []).entries())
      if (!names.includes(name)) tell(`there is no shape \`${name}\`; ${mendOfName(name, names, `there are ${names.join(', ')}`)}`, [...path, index]);
  };
  known(given.warm, ['warm']);
  const strategies = given.strategies ?? [];
  for (const [index, { name, warm }] of strategies.entries()) {
    known(warm, ['strategies', index, 'warm']);
    if (strategies.findIndex((one) => one.name === name) < index) tell(`\`${name}\` stands here twice; rename one`, ['strategies', index, 'name']);
  }
};
