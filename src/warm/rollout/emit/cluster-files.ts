import { stringify } from 'yaml';
import { UserError } from '../../../model/user-error.js';
import type { KubernetesNames, RolloutPolicy } from '../policy.js';

/** The texts that the policy names: they travel with it into the cluster. */
export type EmitFiles = { readonly plan: string; readonly template: string | null };

/** The objects' name: of the files, of the job, of the analysis. */
export const checkName = 'coldcase-rollout';

/** The names that the policy gives. Throws a UserError where it gives none. */
export const namesOf = ({ kubernetes, file }: RolloutPolicy): KubernetesNames => {
  if (kubernetes !== null) return kubernetes;
  throw new UserError('names nothing of a cluster; add kubernetes: { deployment, service, port, image }', { file });
};

export const greenService = ({ service }: KubernetesNames): string => `${service}-green`;

const share = (value: number): string => `${Number((value * 100).toPrecision(6))}%`;
const time = (seconds: number): string => `${seconds}s`;

/** The same policy as it is inside the cluster, where sides are Services and the platform moves the traffic. */
const policyText = (policy: RolloutPolicy, names: KubernetesNames): string => {
  const { request, load, bounds, steps } = policy;
  const spoken = {
    ...(request.protocol === null ? {} : { protocol: request.protocol }),
    ...(request.model === null ? {} : { model: request.model }),
    ...(request.templateFile === null ? {} : { template: 'request.json' }),
  };
  const path = policy.replicas.green[0]?.url.pathname.replace(/^\/$/, '') ?? '';
  return stringify({
    version: 1,
    blue: [{ url: `http://${names.service}:${names.port}${path}` }],
    green: [{ url: `http://${greenService(names)}:${names.port}${path}` }],
    plan: 'warmup.yaml',
    ...(Object.keys(spoken).length === 0 ? {} : { request: spoken }),
    load: { rate: load.ratePerSecond, for: time(load.seconds), timeout: time(load.timeoutSeconds) },
    bounds: { p95: time(bounds.p95Seconds), errors: share(bounds.errorShare), confidence: share(bounds.confidence) },
    steps: steps.map(({ share: weight, holdSeconds }) => ({ weight: share(weight), hold: time(holdSeconds) })),
  });
};

export const configMap = (policy: RolloutPolicy, { plan, template }: EmitFiles): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: checkName },
  data: { 'rollout.yaml': policyText(policy, namesOf(policy)), 'warmup.yaml': plan, ...(template === null ? {} : { 'request.json': template }) },
});

/** The Service by which green alone is reached. */
export const greenServiceObject = (names: KubernetesNames, selector: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: greenService(names) },
  spec: { selector, ports: [{ port: names.port, targetPort: names.port }] },
});

/** Twice what a warmup and a load should take: a job that hangs must not hold a rollout up for good. */
export const checkDeadlineSeconds = (policy: RolloutPolicy, planDeadlineSeconds: number): number => Math.ceil(2 * (planDeadlineSeconds + policy.load.seconds));

/** A job that warms and loads green, and fails where green is not fit. */
export const checkJobSpec = ({ image }: KubernetesNames, deadlineSeconds: number): object => ({
  backoffLimit: 0,
  activeDeadlineSeconds: deadlineSeconds,
  template: {
    spec: {
      restartPolicy: 'Never',
      containers: [
        {
          name: 'check',
          image,
          command: ['coldcase', 'rollout', '/etc/coldcase/rollout.yaml', '--check'],
          volumeMounts: [{ name: 'policy', mountPath: '/etc/coldcase', readOnly: true }],
          securityContext: { runAsNonRoot: true, runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          resources: { requests: { cpu: '200m', memory: '128Mi' }, limits: { memory: '512Mi' } },
        },
      ],
      volumes: [{ name: 'policy', configMap: { name: checkName } }],
    },
  },
});

/** Objects as one file, a comment at its head. */
export const documents = (head: readonly string[], objects: readonly object[]): string =>
  `${head.map((line) => `# ${line}\n`).join('')}${objects.map((one) => stringify(one, { lineWidth: 0 })).join('---\n')}`;
