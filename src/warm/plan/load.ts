import { quantityIfGiven } from '../../gate/policy/quantity.js';
import { UserError } from '../../model/user-error.js';
import { checkedYaml } from '../../rules/yaml/checked-yaml.js';
import { together } from '../../rules/yaml/mistakes.js';
import type { Path, YamlSource } from '../../rules/yaml/source.js';
import type { Buckets } from './buckets.js';
import { type Dimension, dimensions, shapeWords } from './dimensions.js';
import { type Plan, type PlannedShape, usualDeadlineSeconds, usualHeadroom, usualSteady } from './plan.js';
import { type PlanFile, planSchema } from './schema.js';

const top = Object.keys(planSchema.shape);
const below = new Map<PropertyKey, readonly string[]>([
  ['components', ['name', 'expected']],
  ['shapes', [...dimensions, 'share', 'first', 'steady', 'memory', 'predicted']],
  ['buckets', dimensions],
  ['inputs', ['name', 'type', 'dims']],
  ['memory', ['peak', 'limit', 'headroom']],
  ['steady', ['window', 'within', 'most']],
  ['target', ['protocol', 'model']],
]);

const knownKeys = (path: Path): readonly string[] => below.get(path[0] ?? '') ?? top;

/**
 * The plan that a YAML text holds, with the usual figures where it names none. Throws a UserError that names each mistake by file, line and
 * mend: a wrong key or unit, a shape twice, a shape over the bound of memory.
 */
export const loadPlan = (file: string, text: string): Plan => {
  const { value, source } = checkedYaml(file, text, {
    what: 'plan',
    schema: planSchema,
    knownKeys,
    isNone: 'is no plan: it holds no `version: 1` and no shapes; coldcase plan writes one',
  });
  const plan = planOf(value);
  const wrong = shapeProblems(plan, source);
  if (wrong.length > 0) throw together(file, 'plan', wrong);
  return plan;
};

const ascending = (sizes: readonly number[]): number[] => [...new Set(sizes)].sort((left, right) => left - right);

const bucketsOf = (given: PlanFile['buckets'] = {}): Buckets =>
  Object.fromEntries(dimensions.flatMap((dimension): [Dimension, number[]][] => (given[dimension] ? [[dimension, ascending(given[dimension])]] : [])));

const shapeOf = (given: PlanFile['shapes'][number]): PlannedShape => ({
  shape: Object.fromEntries(dimensions.flatMap((dimension) => (given[dimension] === undefined ? [] : [[dimension, given[dimension]]]))),
  share: quantityIfGiven(given.share, 'share'),
  firstSeconds: quantityIfGiven(given.first, 'seconds'),
  steadySeconds: quantityIfGiven(given.steady, 'seconds'),
  peakBytes: quantityIfGiven(given.memory, 'bytes'),
  ...(given.predicted === undefined
    ? {}
    : { predicted: { steadySeconds: quantityIfGiven(given.predicted.steady, 'seconds'), peakBytes: quantityIfGiven(given.predicted.memory, 'bytes') } }),
});

const planOf = (given: PlanFile): Plan => ({
  placement: given.placement ?? null,
  components: (given.components ?? []).map(({ name, expected }) => ({ name, seconds: quantityIfGiven(expected, 'seconds') })),
  shapes: given.shapes.map(shapeOf),
  buckets: bucketsOf(given.buckets),
  inputs: given.inputs ?? [],
  memory: {
    peakBytes: quantityIfGiven(given.memory?.peak, 'bytes'),
    limitBytes: quantityIfGiven(given.memory?.limit, 'bytes'),
    headroom: quantityIfGiven(given.memory?.headroom, 'share') ?? usualHeadroom,
  },
  steady: {
    window: given.steady?.window ?? usualSteady.window,
    within: quantityIfGiven(given.steady?.within, 'share') ?? usualSteady.within,
    most: given.steady?.most ?? usualSteady.most,
  },
  deadlineSeconds: quantityIfGiven(given.deadline, 'seconds') ?? usualDeadlineSeconds,
  target: { protocol: given.target?.protocol ?? null, model: given.target?.model ?? null },
});

const shapeProblems = ({ shapes, memory, steady }: Plan, source: YamlSource): UserError[] => {
  const { limitBytes, headroom } = memory;
  const words = shapes.map(({ shape }) => shapeWords(shape));
  const at = (index: number): { readonly line?: number | undefined } => source.place(['shapes', index]);
  const twice = words.flatMap((word, index) => (words.indexOf(word) < index ? [new UserError(`${word} stands here twice; take one out`, at(index))] : []));
  const over = shapes.flatMap(({ shape, peakBytes }, index) =>
    limitBytes !== null && peakBytes !== null && peakBytes > limitBytes * (1 - headroom)
      ? [
          new UserError(
            `${shapeWords(shape)} needs more memory than ${Math.round((1 - headroom) * 100)} % of the limit; take the shape out, or raise the limit`,
            source.place(['shapes', index, 'memory']),
          ),
        ]
      : [],
  );
  const short =
    steady.most < 2 * steady.window
      ? [new UserError(`most (${steady.most}) must be at least twice the window (${steady.window}); raise it`, source.place(['steady', 'most']))]
      : [];
  return [...twice, ...over, ...short];
};
