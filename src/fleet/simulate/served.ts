import { quantityIfGiven } from '../../gate/policy/quantity.js';
import type { Tell } from './checks.js';
import type { Measured } from './measured.js';
import { scatterOf } from './scatter-of.js';
import type { ServedShape, Start } from './scenario.js';
import type { ScenarioFile } from './schema.js';

/** The shapes of a scenario file, or the measured ones; tells where there are none, or where they do not add up. */
export const shapesOf = ({ service }: ScenarioFile, measured: Measured, tell: Tell): ServedShape[] => {
  const shapes =
    service?.shapes?.map(({ name, share, steady, first }) => {
      const steadySeconds = quantityIfGiven(steady, 'seconds') ?? 0;
      return { name, share: quantityIfGiven(share, 'share') ?? 0, steadySeconds, firstSeconds: quantityIfGiven(first, 'seconds') ?? steadySeconds };
    }) ?? measured.shapes;
  const sum = shapes.reduce((total, { share }) => total + share, 0);
  if (shapes.length === 0)
    tell('nothing says what a request takes; give `service: { shapes: [{ name: all, share: 100%, steady: 120ms }] }`, or logs of starts by --from', []);
  else if (Math.abs(sum - 1) > 0.001) tell(`the shares add up to ${Math.round(sum * 1000) / 10} %; make them 100 %`, ['service', 'shapes']);
  if (shapes.length > 255) tell('these are more than 255 shapes; take those together that cost alike', ['service', 'shapes']);
  return [...shapes];
};

/** The start of a scenario file, or the measured ones; tells where there is none. */
export const startOf = ({ start }: ScenarioFile, measured: Measured, tell: Tell): Start => {
  if (start !== undefined) return { samples: [quantityIfGiven(start.takes, 'seconds') ?? 0], scatter: scatterOf(start.scatter, 0) };
  if (measured.startSeconds.length === 0)
    tell('nothing says how long a start takes; give `start: { takes: 40s }`, or logs of starts that became ready by --from', []);
  return { samples: measured.startSeconds, scatter: { kind: 'fixed' } };
};
