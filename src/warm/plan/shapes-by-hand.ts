import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { parseSizes } from '../../reproduce/dimensions.js';
import { mendOfName } from '../../rules/near-name.js';
import type { Buckets } from './buckets.js';
import { type Dimension, dimensions } from './dimensions.js';
import type { Observed } from './observed.js';

/** Reads the `batch=1,8 sequence=128` of `--shape`. Throws a UserError. */
export const parseShapes = (texts: readonly string[]): Buckets =>
  Object.fromEntries(
    texts.map((text): [Dimension, readonly number[]] => {
      const { dimension, sizes } = parseSizes(text);
      const known = dimensions.find((one) => one === dimension);
      if (known === undefined)
        throw new UserError(
          `--shape ${text}: there is no dimension \`${dimension}\`; ${mendOfName(dimension, dimensions, `there are ${dimensions.join(', ')}`)}`,
        );
      return [known, [...sizes].sort((left, right) => left - right)];
    }),
  );

/** Every combination of sizes. */
export const combinations = (sizes: ReadonlyMap<Dimension, readonly number[]>): Shape[] =>
  [...sizes].reduce<Shape[]>((shapes, [dimension, own]) => shapes.flatMap((shape) => own.map((size) => ({ ...shape, [dimension]: size }))), [{}]);

/** A shape that is planned whatever traffic says. */
export const askedShape = (shape: Shape): Observed => ({ shape, count: 1, seconds: null, peakBytes: null, isFirst: false, isAsked: true });

/** Every combination of the sizes that were given by hand. */
export const shapesByHand = (given: Buckets): Observed[] =>
  combinations(new Map(dimensions.flatMap((dimension) => (given[dimension] === undefined ? [] : [[dimension, given[dimension]] as const])))).map(askedShape);
