import { z } from 'zod';
import { readQuantity } from '../../gate/policy/quantity.js';
import { quantity } from '../../gate/policy/written-quantity.js';
import { protocols } from '../plan/plan.js';

/** The schema of a rollout's policy: its types, the JSON Schema for editors and the checks come from here. Loaded by the command only. */

const between = (unit: 'share' | 'seconds', describes: string, fits: (value: number) => boolean, mend: string) =>
  quantity(unit, describes).superRefine((given, context) => {
    const value = readQuantity(given, unit);
    if (typeof value === 'number' && !fits(value)) context.addIssue({ code: 'custom', message: `${given} does not fit here; give ${mend}` });
  });

const time = (describes: string) => between('seconds', describes, (value) => value > 0 && value <= 86_400, 'more than 0s and at most 24h');

const rate = z.number().superRefine((given, context) => {
  if (!(given > 0 && given <= 10_000))
    context.addIssue({ code: 'custom', message: `${given} is no rate; give requests a second, more than 0 and at most 10000` });
});

/** Names reach HAProxy's command line, where a space or a semicolon would be another word or command. */
const proxyName = (what: string) =>
  z
    .string()
    .regex(/^[\w.:-]+$/, { message: `is no name of a ${what}; HAProxy's names hold letters, digits and _ . : - only` })
    .describe(`The name of the ${what} in HAProxy.`);

const kubernetesName = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/, {
  message: 'is no name for Kubernetes; write small letters, digits and hyphens, at most 52 of them',
});

const url = z.string().superRefine((given, context) => {
  const isHttp = URL.canParse(given) && ['http:', 'https:'].includes(new URL(given).protocol);
  if (!isHttp) context.addIssue({ code: 'custom', message: `${given} is no URL; write it as in http://127.0.0.1:8001` });
});

const side = (describes: string) =>
  z
    .array(z.strictObject({ url, server: proxyName('server').optional() }))
    .min(1)
    .describe(describes);

export const rolloutSchema = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  blue: side('The replicas that have the traffic now.'),
  green: side('The replicas that are to have it.'),
  plan: z.string().min(1).describe('The plan of the warmup, by path from this file.'),
  request: z
    .strictObject({ protocol: z.enum(protocols).optional(), model: z.string().min(1).optional(), template: z.string().min(1).optional() })
    .optional()
    .describe('How the service is spoken to, unless the plan says so; a template by path from this file.'),
  load: z
    .strictObject({
      rate: rate.describe('Requests a second, over all replicas of green.'),
      for: time('How long green is loaded before it has traffic, such as 30s.'),
      timeout: time('After how long a request has failed; ten times the bound of the p95 unless given.').optional(),
    })
    .describe('The load that green has to bear, before and during each step.'),
  bounds: z
    .strictObject({
      p95: time('The limit of the 95th percentile, such as 200ms.'),
      errors: between('share', 'The share of requests that may fail, such as 1%.', (value) => value < 0.5, 'less than 50%'),
      confidence: between(
        'share',
        'How sure one must be of both; 95% unless given.',
        (value) => value >= 0.5 && value < 1,
        'at least 50% and less than 100%',
      ).optional(),
    })
    .describe('What a load has to keep.'),
  steps: z
    .array(
      z.strictObject({
        weight: between('share', 'The part of the traffic that green takes, such as 10%.', (value) => value > 0 && value <= 1, 'more than 0% and at most 100%'),
        hold: time('How long it is watched, such as 1m.'),
      }),
    )
    .min(1)
    .describe('How traffic moves: one step of 100% is blue/green, several are a canary.'),
  drain: time("How long blue's last requests may take; 30s unless given.").optional(),
  patience: time('For how long a driver that does not answer is tried again; 30s unless given.').optional(),
  driver: z
    .union([
      z.strictObject({
        haproxy: z.strictObject({
          socket: z.string().min(1).describe('The runtime API: the path of its UNIX socket, or HOST:PORT.'),
          backend: proxyName('backend'),
        }),
      }),
      z.strictObject({ command: z.string().min(1).describe('Run by the shell with COLDCASE_GREEN_WEIGHT and COLDCASE_BLUE_WEIGHT, 0 to 100.') }),
    ])
    .optional()
    .describe('What moves the traffic.'),
  retire: z.string().min(1).optional().describe('A command line that lets blue go, once green is steady and blue has no requests any more.'),
  kubernetes: z
    .strictObject({
      deployment: kubernetesName.describe('The Deployment of the service.'),
      service: kubernetesName.describe('The Service that has the traffic.'),
      port: z.number().int().min(1).max(65_535).describe('The port of the service.'),
      image: z.string().min(1).describe('An image with coldcase, such as that of docs/ci/Dockerfile.'),
    })
    .optional()
    .describe('What --emit puts into the files for Kubernetes and Argo Rollouts.'),
});

export type RolloutFile = z.infer<typeof rolloutSchema>;

/** JSON Schema (draft 2020-12) of a rollout's policy, for editors. */
export function rolloutJsonSchema(): object {
  return { title: 'coldcase: a policy of a rollout', ...z.toJSONSchema(rolloutSchema, { io: 'input' }) };
}
