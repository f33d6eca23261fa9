import { z } from 'zod';
import { quantity } from '../../gate/policy/written-quantity.js';

/** The schema of a scenario file: its types, the JSON Schema for editors and the checks come from here. Loaded by `coldcase simulate` only. */

const above = (least: number, what: string) =>
  z.number().superRefine((given, context) => {
    if (!Number.isFinite(given) || given < least) context.addIssue({ code: 'custom', message: `${given} cannot be right; ${what}` });
  });
const perSecond = above(0, 'give requests a second, 0 or more');
const whole = (least: number, most: number) =>
  z.number().superRefine((given, context) => {
    if (!Number.isInteger(given) || given < least || given > most)
      context.addIssue({ code: 'custom', message: `${given} is no count here; give a whole number from ${least} to ${most}` });
  });

/** More replicas than this are no forecast for one service. */
const mostReplicas = 1000;
const replicas = whole(0, mostReplicas);

const arrivals = z
  .union([
    z.strictObject({ constant: perSecond }),
    z.strictObject({ step: z.strictObject({ from: perSecond, to: perSecond, at: quantity('seconds', 'When the rate changes, such as 2m.') }) }),
    z.strictObject({
      diurnal: z.strictObject({
        low: perSecond,
        high: perSecond,
        period: quantity('seconds', 'From peak to peak, 24h unless given.').optional(),
        peak: quantity('seconds', 'When the first peak is, such as 12h.').optional(),
      }),
    }),
    z.strictObject({ file: z.string().min(1).describe('A CSV with the columns time and rate or requests, or an access log whose requests are counted.') }),
  ])
  .describe('Requests a second over time: constant, step, diurnal or file.');

const shape = z.strictObject({
  name: z.string().min(1),
  share: quantity('share', 'The part of the requests that have it, such as 80%.'),
  steady: quantity('seconds', 'What a request of it takes in a warm replica, such as 120ms.'),
  first: quantity('seconds', 'What its first request takes in a replica that was not warmed for it; as steady unless given.').optional(),
});

const limits = { min: replicas, max: whole(1, mostReplicas) };
const every = quantity('seconds', 'How often it looks, such as 15s.').optional();
const downAfter = quantity('seconds', 'How long less must have been enough before replicas are taken away, such as 5m.').optional();

const scaler = z
  .union([
    z.strictObject({
      steps: z.strictObject({
        initial: whole(0, mostReplicas),
        changes: z.array(z.strictObject({ at: quantity('seconds', 'When, such as 60s.'), replicas })).optional(),
      }),
    }),
    z.strictObject({ hpa: z.strictObject({ ...limits, target: quantity('share', 'The use of the replicas that is wanted, such as 70%.'), every, downAfter }) }),
    z.strictObject({ keda: z.strictObject({ ...limits, target: above(0.001, 'give requests a replica, above 0'), every, downAfter }) }),
    z.strictObject({
      concurrency: z.strictObject({
        ...limits,
        target: quantity('share', 'The part of a replica’s concurrency that is wanted, such as 70%.'),
        every,
        window: quantity('seconds', 'The stable window, 60s unless given.').optional(),
        panic: quantity('seconds', 'The short window, 6s unless given.').optional(),
      }),
    }),
  ])
  .describe('How many replicas there are: steps, hpa, keda or concurrency.');

const pool = z.strictObject({ size: whole(0, mostReplicas), attach: quantity('seconds', 'From the pool into the traffic, 1s unless given.').optional() });

const way = {
  readiness: z.enum(['listening', 'warm']).optional().describe('When a replica gets traffic; listening unless given.'),
  warm: z.array(z.string()).optional().describe('The shapes that a warmup runs; all unless given.'),
  balancing: z.enum(['round-robin', 'least-requests']).optional().describe('Round robin unless given.'),
  pool: pool.optional().describe('Replicas that stand started and warm.'),
};

export const scenarioSchema = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  duration: quantity('seconds', 'How long the forecast is, such as 10m.'),
  window: quantity('seconds', 'The stretches that quantiles are taken of, 10s unless given.').optional(),
  objective: z.strictObject({
    quantile: quantity('share', 'Which quantile of the latency, 95% unless given.').optional(),
    under: quantity('seconds', 'What it has to be under, such as 200ms.'),
    met: quantity('share', 'For how much of the time, 99% unless given.').optional(),
  }),
  arrivals,
  service: z
    .strictObject({
      concurrency: whole(1, 100_000).optional().describe('Requests that one replica works on at once, 1 unless given.'),
      queue: whole(0, 10_000_000).optional().describe('Requests that may wait for one replica, 1000 unless given.'),
      timeout: quantity('seconds', 'After so long a caller has gone.').optional(),
      scatter: z
        .union([z.enum(['fixed', 'exponential']), quantity('share', 'The coefficient of variation, such as 30%.')])
        .optional()
        .describe('How far times scatter around their mean: fixed, exponential, or a coefficient of variation; 20% unless given.'),
      shapes: z.array(shape).min(1).optional(),
    })
    .optional(),
  cold: z
    .array(z.strictObject({ cause: z.string().min(1), takes: quantity('seconds', 'How long, such as 2.3s.') }))
    .optional()
    .describe('What a replica does once, at its first request unless it warms before.'),
  start: z
    .strictObject({
      takes: quantity('seconds', 'From asked for to listening, such as 40s.'),
      scatter: z.union([z.literal('fixed'), quantity('share', 'The coefficient of variation, such as 20%.')]).optional(),
    })
    .optional(),
  replicas: scaler,
  ...way,
  strategies: z
    .array(z.strictObject({ name: z.string().min(1), ...way, replicas: scaler.optional() }))
    .min(1)
    .optional()
    .describe('What to compare; each says what it does otherwise. Where there are none, the usual ones are compared.'),
});

export type ScenarioFile = z.infer<typeof scenarioSchema>;

/** JSON Schema (draft 2020-12) of a scenario, for editors. */
export const scenarioJsonSchema = (): object => ({ title: 'coldcase: the scenario of a forecast', ...z.toJSONSchema(scenarioSchema, { io: 'input' }) });
