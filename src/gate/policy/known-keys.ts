import type { Path } from '../../rules/yaml/source.js';
import { policySchema } from './schema.js';

const top = Object.keys(policySchema.shape);
const budgets = Object.keys(policySchema.shape.budgets.unwrap().shape);
const regression = Object.keys(policySchema.shape.regression.unwrap().shape);
const phases = Object.keys(policySchema.shape.budgets.unwrap().shape.phases.unwrap().def.keyType.enum);
const below = new Map<string, readonly string[]>([
  ['budgets', budgets],
  ['regression', regression],
  ['phases', phases],
  ['requestPhases', phases],
  ['causes', ['forbidden', 'tolerated']],
  ['tolerated', ['cause', 'reason', 'until']],
  ['baseline', ['file', 'significance', 'across']],
  ['when', ['runtime', 'replicas', 'environment']],
  ['overrides', ['when', 'budgets', 'causes', 'checklist', 'regression']],
]);

/** Names that may stand at a path of a policy, to offer the near one for a misspelt one. */
export const knownKeys = (path: Path): readonly string[] => {
  const field = path.findLast((part) => typeof part === 'string');
  if (field === undefined) return top;
  const figure = path.includes('regression') ? ['share', 'floor'] : ['max', 'p95'];
  return below.get(String(field)) ?? figure;
};
