import { loadPlan } from '../../plan/load.js';
import type { RolloutPolicy } from '../policy.js';
import { checkDeadlineSeconds, checkJobSpec, checkName, configMap, documents, type EmitFiles, greenServiceObject, namesOf } from './cluster-files.js';

/** Blue/green for plain Kubernetes: a Service for green alone, and a job that warms and loads it; the switch is a patch of the Service's selector. */
export const kubernetesText = (policy: RolloutPolicy, files: EmitFiles): string => {
  const names = namesOf(policy);
  const { deployment, service } = names;
  const deadline = checkDeadlineSeconds(policy, loadPlan('the plan', files.plan).deadlineSeconds);
  const patch = (slot: string): string => `kubectl patch service ${service} --patch '{"spec":{"selector":{"app":"${deployment}","slot":"${slot}"}}}'`;
  const head = [
    'Written by coldcase rollout --emit kubernetes.',
    `The pods of both Deployments have the label app: ${deployment}, and slot: blue or slot: green; the Service ${service} selects slot: blue.`,
    'kubectl apply -f this file; then, and only where the job ends well:',
    `  kubectl wait --for=condition=complete --timeout=${deadline}s job/${checkName} && ${patch('green')}`,
    `And back: ${patch('blue')}`,
  ];
  return documents(head, [
    configMap(policy, files),
    greenServiceObject(names, { app: deployment, slot: 'green' }),
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: checkName }, spec: checkJobSpec(names, deadline) },
  ]);
};
