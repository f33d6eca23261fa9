import { scenarioJsonSchema } from '../src/fleet/simulate/schema.js';
import { policyJsonSchema } from '../src/gate/policy/schema.js';
import { fleetJsonSchema } from '../src/report/fleet/schema.js';
import { gateJsonSchema } from '../src/report/gate/schema.js';
import { reproductionJsonSchema } from '../src/report/reproduction/schema.js';
import { reportJsonSchema } from '../src/report/schema.js';
import { simulationJsonSchema } from '../src/report/simulation/schema.js';
import { causeJsonSchema, signalsJsonSchema } from '../src/rules/json-schema.js';
import { planJsonSchema } from '../src/warm/plan/schema.js';
import { rolloutJsonSchema } from '../src/warm/rollout/schema.js';
import type { Tree } from './write-tree.js';

/** The JSON Schemas under `schema/`: of rule files, policies, plans and rollouts, for editors that complete and check them, and of the reports, for programs that read them. */
export function schemas(): Tree {
  return new Map([
    ['schema/signals.json', `${JSON.stringify(signalsJsonSchema(), null, 2)}\n`],
    ['schema/cause.json', `${JSON.stringify(causeJsonSchema(), null, 2)}\n`],
    ['schema/policy.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`],
    ['schema/plan.json', `${JSON.stringify(planJsonSchema(), null, 2)}\n`],
    ['schema/rollout.json', `${JSON.stringify(rolloutJsonSchema(), null, 2)}\n`],
    ['schema/report.json', `${JSON.stringify(reportJsonSchema, null, 2)}\n`],
    ['schema/gate.json', `${JSON.stringify(gateJsonSchema, null, 2)}\n`],
    ['schema/fleet.json', `${JSON.stringify(fleetJsonSchema, null, 2)}\n`],
    ['schema/scenario.json', `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`],
    ['schema/simulation.json', `${JSON.stringify(simulationJsonSchema, null, 2)}\n`],
    ['schema/reproduction.json', `${JSON.stringify(reproductionJsonSchema, null, 2)}\n`],
  ]);
}
