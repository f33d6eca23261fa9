import { z } from 'zod';
import type { BudgetUnit } from '../../model/gate.js';
import { phases } from '../../model/phase.js';
import { isDay } from './day.js';
import { readQuantity } from './quantity.js';
import { traits } from './traits.js';
import { quantity } from './written-quantity.js';

/** The schema of a policy file: its types, the JSON Schema for editors and the checks come from here. Loaded by commands that read a policy only. */

/** A limit for each boot; `p95` bounds the 95th percentile of all boots, with a confidence of 95 %. `null` takes an inherited limit away. */
const limit = (unit: BudgetUnit, describes: string) => {
  const amount = quantity(unit, describes);
  return z.union([amount, z.strictObject({ max: amount.optional(), p95: amount.optional() }), z.null()]).optional();
};

const workPhases = phases.filter((phase) => phase !== 'first-request' && phase !== 'steady');
const byPhase = <T extends z.ZodType>(type: T) => z.partialRecord(z.enum(workPhases), type).optional();

const budgets = z.strictObject({
  timeToReady: limit('seconds', 'From the first record to ready, such as 45s.'),
  firstRequest: limit('seconds', 'The first answered request, such as 2s.'),
  firstToken: limit('seconds', 'From the first request to its first token, such as 800ms.'),
  coldWarmRatio: limit('ratio', 'The first request over the ones that follow, such as 3.'),
  gapShare: limit('share', 'Time of the start that nothing explains, such as 20%.'),
  peakMemoryShare: limit('share', 'The peak of memory, of its limit, such as 80%.'),
  p95AfterStart: limit('seconds', "The p95 that the service's own metrics state for the time just after start, such as 500ms."),
  bytesFetched: limit('bytes', 'Weights fetched over the network, such as 1.5GiB.'),
  failedBoots: quantity('count', 'How many boots may fail, such as 0.').nullable().optional(),
  phases: byPhase(limit('seconds', 'Seconds of the phase before ready, such as 30s.')),
  requestPhases: byPhase(limit('seconds', 'Seconds of the phase while the first request waits, such as 0s.')),
});

const day = z
  .string()
  .superRefine((text, context) => {
    if (!isDay(text)) context.addIssue({ code: 'custom', message: `\`${text}\` is no day; write it as in 2026-12-31` });
  })
  .describe('The last day, such as 2026-12-31.');

const causes = z.strictObject({
  forbidden: z.array(z.string().min(1)).optional().describe('Ids of causes, or severities (error, warning, note: that one and graver).'),
  tolerated: z
    .array(
      z.strictObject({
        cause: z.string().min(1),
        reason: z.string().min(1).describe('Why it is lived with: shown in each answer.'),
        until: day.optional(),
      }),
    )
    .optional(),
});

const floor = (unit: BudgetUnit) =>
  z
    .union([
      quantity('share', 'How much worse than the baseline, relative to it, such as 10%.'),
      z.strictObject({
        share: quantity('share', 'How much worse, relative to the baseline, such as 10%.').optional(),
        floor: quantity(unit, 'How much worse at least, in the unit of the figure, such as 1s.').optional(),
      }),
      z.null(),
    ])
    .optional();

const chance = quantity('share', 'The chance of a false alarm that is allowed for all figures together; 5% unless given.').superRefine((given, context) => {
  const read = readQuantity(given, 'share');
  if (typeof read === 'number' && (read <= 0 || read >= 1))
    context.addIssue({ code: 'custom', message: `${given} is no chance of a false alarm; give one above 0% and below 100%, as in 5%` });
});

const regressionBudgets = z.strictObject({
  timeToReady: floor('seconds'),
  firstRequest: floor('seconds'),
  firstToken: floor('seconds'),
  coldWarmRatio: floor('ratio'),
  gapShare: floor('share'),
  peakMemoryShare: floor('share'),
  p95AfterStart: floor('seconds'),
  bytesFetched: floor('bytes'),
  phases: byPhase(floor('seconds')),
  requestPhases: byPhase(floor('seconds')),
});

const sections = {
  budgets: budgets.optional(),
  causes: causes.optional(),
  checklist: z.array(z.string().min(1)).optional().describe('Items of the readiness checklist that must pass.'),
  regression: regressionBudgets.optional().describe('How much worse than the baseline each figure may be.'),
};

export const policySchema = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  extends: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe('Policies that this one adds to, by path from this file.'),
  undecided: z.enum(['pass', 'fail']).optional().describe('What an answer that cannot be given counts as; without it the exit status is 3.'),
  expectReplicas: z.int().min(1).optional().describe('How many replicas the logs must hold.'),
  baseline: z
    .strictObject({
      file: z.string().min(1).optional().describe('Where the earlier figures are kept, by path from this file.'),
      significance: chance.optional(),
      across: z.array(z.enum(traits)).optional().describe('Traits in which compared boots may differ: `image` and `runtimeVersion` to compare a new release.'),
    })
    .optional(),
  ...sections,
  overrides: z
    .array(
      z.strictObject({
        when: z
          .strictObject({
            runtime: z.string().min(1).optional(),
            replicas: z.string().min(1).optional().describe('A glob over the name of the replica, or its pod.'),
            environment: z.string().min(1).optional().describe('As `--environment` gives it.'),
          })
          .refine((when) => Object.values(when).some((value) => value !== undefined), 'name a runtime, replicas or an environment'),
        ...sections,
      }),
    )
    .optional()
    .describe('What replaces the limits above for some boots; later ones win.'),
});

export type PolicyFile = z.infer<typeof policySchema>;
export type PolicySections = Pick<PolicyFile, 'budgets' | 'causes' | 'checklist' | 'regression'>;

/** JSON Schema (draft 2020-12) of `coldcase.yaml`, for editors. */
export function policyJsonSchema(): object {
  return { title: 'coldcase: a policy', ...z.toJSONSchema(policySchema, { io: 'input' }) };
}
