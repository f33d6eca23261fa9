import { z } from 'zod';
import { readQuantity } from '../../gate/policy/quantity.js';
import { quantity } from '../../gate/policy/written-quantity.js';
import { dimensions, largestSize } from './dimensions.js';
import { componentNames, inputTypes, protocols } from './plan.js';

/** The schema of a plan file: its types, the JSON Schema for editors and the checks come from here. Loaded by commands that read a plan only. */

/** A share below 1: of a headroom or a tolerance of 100 % nothing would be left. */
const share = (describes: string) =>
  quantity('share', describes).superRefine((given, context) => {
    if (Number(readQuantity(given, 'share')) >= 1) context.addIssue({ code: 'custom', message: `${given} is too much; give less than 100%` });
  });

const whole = (least: number, most: number) =>
  z.number().superRefine((given, context) => {
    if (!Number.isInteger(given) || given < least || given > most)
      context.addIssue({ code: 'custom', message: `${given} is no size or count here; give a whole number from ${least} to ${most}` });
  });

const size = whole(1, largestSize);
const sizes = z.array(size).min(1);

const shape = z
  .strictObject({
    batch: size.optional(),
    sequence: size.optional(),
    height: size.optional(),
    width: size.optional(),
    share: quantity('share', 'The part of the traffic that it covers, such as 42%.').optional(),
    first: quantity('seconds', 'What its first request took, such as 3.5s.').optional(),
    steady: quantity('seconds', 'What its later requests took, such as 120ms.').optional(),
    memory: quantity('bytes', 'The memory at its peak, such as 12GiB.').optional(),
    predicted: z
      .strictObject({
        steady: quantity('seconds', 'What its later requests are expected to take.').optional(),
        memory: quantity('bytes', 'The memory expected at its peak.').optional(),
      })
      .optional()
      .describe('What was not measured, by what was measured of other shapes.'),
  })
  .refine(({ batch, sequence, height, width }) => [batch, sequence, height, width].some((one) => one !== undefined), {
    message: 'names no size; give it a batch, sequence, height or width',
  });

export const planSchema = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  placement: z.enum(['before-fork', 'after-fork']).optional().describe('Where a server with workers warms: once before it forks, or in each worker.'),
  components: z
    .array(z.strictObject({ name: z.enum(componentNames), expected: quantity('seconds', 'How long it is expected to take, such as 2.3s.').optional() }))
    .optional()
    .describe('What the service does before ready, in this order.'),
  shapes: z.array(shape).min(1).describe('The shapes to run, in this order.'),
  buckets: z
    .strictObject({ batch: sizes.optional(), sequence: sizes.optional(), height: sizes.optional(), width: sizes.optional() })
    .optional()
    .describe('The sizes to which the service pads its inputs.'),
  inputs: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        type: z.enum(inputTypes),
        dims: z.array(z.union([size, z.enum(dimensions)])).describe('Sizes, or batch, sequence, height or width for that of the shape.'),
      }),
    )
    .optional()
    .describe('The inputs of the model, for artefacts that make tensors.'),
  memory: z
    .strictObject({
      peak: quantity('bytes', 'The most memory that a start has used, such as 11GiB.').optional(),
      limit: quantity('bytes', 'The memory that there is, such as 16GiB.').optional(),
      headroom: share('The part of the limit that stays free, such as 25%.').optional(),
    })
    .optional(),
  steady: z
    .strictObject({
      window: whole(1, 100).optional().describe('How many runs a median is taken of.'),
      within: share('How far the medians of the last two windows may lie apart, such as 10%.').optional(),
      most: whole(2, 10_000).optional().describe('After how many runs a shape is given up.'),
    })
    .optional()
    .describe('When a shape counts as warm.'),
  deadline: quantity('seconds', 'How long the whole warmup may take, such as 10m.').optional(),
  target: z
    .strictObject({ protocol: z.enum(protocols).optional(), model: z.string().min(1).optional() })
    .optional()
    .describe('How the service is spoken to, unless the command line says so.'),
});

export type PlanFile = z.infer<typeof planSchema>;

/** JSON Schema (draft 2020-12) of a plan, for editors. */
export function planJsonSchema(): object {
  return { title: 'coldcase: a plan of a warmup', ...z.toJSONSchema(planSchema, { io: 'input' }) };
}
