import type { RolloutPolicy } from '../policy.js';
import { argoText } from './argo.js';
import type { EmitFiles } from './cluster-files.js';
import { kubernetesText } from './kubernetes.js';

/** What a policy can be turned into, by name: a new one is its file and a line here. Throws a UserError where the policy names nothing of a cluster. */
export const emitters: ReadonlyMap<string, (policy: RolloutPolicy, files: EmitFiles) => string> = new Map([
  ['argo', argoText],
  ['kubernetes', kubernetesText],
]);
