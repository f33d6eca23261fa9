import { loadPlan } from '../../plan/load.js';
import type { RolloutPolicy } from '../policy.js';
import {
  checkDeadlineSeconds,
  checkJobSpec,
  checkName,
  configMap,
  documents,
  type EmitFiles,
  greenService,
  greenServiceObject,
  namesOf,
} from './cluster-files.js';

/**
 * The rollout for Argo Rollouts: an analysis that warms and loads green by a job, before it has traffic and after each step; a failed one
 * aborts the rollout. One step of 100 % is its blue/green strategy, several are a canary.
 */
export const argoText = (policy: RolloutPolicy, files: EmitFiles): string => {
  const names = namesOf(policy);
  const { deployment, service } = names;
  const deadline = checkDeadlineSeconds(policy, loadPlan('the plan', files.plan).deadlineSeconds);
  const analysis = { templates: [{ templateName: checkName }] };
  const isBlueGreen = policy.steps.length === 1;
  const strategy = isBlueGreen
    ? {
        blueGreen: {
          activeService: service,
          previewService: greenService(names),
          prePromotionAnalysis: analysis,
          postPromotionAnalysis: analysis,
          // Blue stays until green is steady.
          scaleDownDelaySeconds: Math.ceil((policy.steps[0]?.holdSeconds ?? 0) + deadline + policy.drainSeconds),
        },
      }
    : {
        canary: {
          stableService: service,
          canaryService: greenService(names),
          trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: service } } },
          abortScaleDownDelaySeconds: Math.ceil(policy.drainSeconds),
          steps: [
            { setCanaryScale: { weight: 100 } },
            { analysis },
            ...policy.steps.flatMap(({ share, holdSeconds }) => [
              { setWeight: Math.max(1, Math.round(share * 100)) },
              { pause: { duration: `${Math.ceil(holdSeconds)}s` } },
              { analysis },
            ]),
          ],
        },
      };
  const head = [
    'Written by coldcase rollout --emit argo.',
    'Before kubectl apply: the selector of the Service and the labels of the pods must agree.',
    ...(isBlueGreen ? [] : ['Traffic moves by the Gateway API plug-in of Argo Rollouts and the HTTPRoute of that name; put your own router there.']),
  ];
  return documents(head, [
    configMap(policy, files),
    greenServiceObject(names, { app: deployment }),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: checkName },
      spec: { metrics: [{ name: checkName, provider: { job: { spec: checkJobSpec(names, deadline) } } }] },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: deployment },
      spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment }, strategy },
    },
  ]);
};
