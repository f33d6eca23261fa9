import type { Plan } from '../plan/plan.js';
import { gunicornText } from './gunicorn.js';
import { kubernetesProbeText } from './kubernetes-probe.js';
import { pytorchText } from './pytorch.js';

/** What a plan can be turned into, by name: a new one is its file and a line here. */
export const emitters: ReadonlyMap<string, (plan: Plan) => string> = new Map([
  ['pytorch', pytorchText],
  ['gunicorn', gunicornText],
  ['k8s-probe', kubernetesProbeText],
]);
