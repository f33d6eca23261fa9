import type { Difference, Reproduction, StageName } from '../../../src/model/reproduction.js';
import { differenceText, intervalText } from '../../../src/report/reproduction/figures.js';

/** What a change is known to do to a stage of a start, to a steady run, or to the first answer. */
type Effect = {
  readonly what: string;
  readonly model: string;
  readonly condition: string;
  readonly of: StageName | 'steady run' | 'first answer';
  readonly sign: 1 | -1;
};

/** Each was measured before, by hand, on another machine of this kind. */
export const knownEffects: readonly Effect[] = [
  { what: 'weights in a file of their own', model: 'transformer-like.onnx', condition: 'external-data', of: 'session-creation', sign: -1 },
  { what: 'optimised model saved, weights apart', model: 'transformer-like.onnx', condition: 'saved-external', of: 'session-creation', sign: -1 },
  { what: 'prepacking off', model: 'transformer-like.onnx', condition: 'prepacking', of: 'session-creation', sign: -1 },
  { what: 'prepacking off', model: 'transformer-like.onnx', condition: 'prepacking', of: 'steady run', sign: 1 },
  { what: 'one thread', model: 'transformer-like.onnx', condition: 'threads', of: 'steady run', sign: 1 },
  { what: 'the model not in memory', model: 'transformer-like.onnx', condition: 'page-cache-cold', of: 'file-read', sign: 1 },
  { what: 'the library not in memory either', model: 'transformer-like.onnx', condition: 'page-cache-and-library-cold', of: 'import', sign: 1 },
  { what: 'graph optimisation off', model: 'deep.onnx', condition: 'graph-optimization', of: 'session-creation', sign: -1 },
];

const found = ({ differences, changes }: Reproduction, { condition, of }: Effect): Difference | null => {
  if (of === 'steady run') return changes.find(({ id }) => id === condition)?.steady ?? null;
  const stage = of === 'first answer' ? null : of;
  return differences.find((own) => own.condition === condition && own.stage === stage)?.difference ?? null;
};

export type EffectRow = { readonly cells: readonly string[]; readonly outcome: 'shown' | 'not shown' | 'not measured' };

/** What came out of a known effect: shown where its sign is right and it is clear beyond the noise. */
export function effectRow(effect: Effect, reproduction: Reproduction | undefined): EffectRow {
  const difference = reproduction === undefined ? null : found(reproduction, effect);
  const outcome =
    difference === null ? 'not measured' : difference.verdict === 'clear' && Math.sign(difference.seconds) === effect.sign ? 'shown' : 'not shown';
  const { what, model, of, sign } = effect;
  return {
    cells: [what, model, of, sign > 0 ? '+' : '−', `${differenceText(difference)}${difference === null ? '' : intervalText(difference)}`, outcome],
    outcome,
  };
}
