import type { Plan } from '../plan/plan.js';

const periodSeconds = 2;
/** The container has to come up before its warmup begins, and a probe that gives up too early kills what is nearly warm. */
const slack = 1.25;

/** The probes of a container whose readiness coldcase tells on port 9090, with the plan's deadline as the patience of the first. */
export const kubernetesProbeText = ({
  deadlineSeconds,
}: Plan): string => `# Probes of the container that runs: coldcase warm warmup.yaml --target URL --probe :9090 -- COMMAND
# Written by coldcase plan --emit k8s-probe.
startupProbe: # gives the plan's deadline of ${deadlineSeconds} s and a quarter more
  httpGet: { path: /readyz, port: 9090 }
  periodSeconds: ${periodSeconds}
  failureThreshold: ${Math.ceil((deadlineSeconds * slack) / periodSeconds)}
readinessProbe:
  httpGet: { path: /readyz, port: 9090 }
  periodSeconds: ${periodSeconds}
  failureThreshold: 1
livenessProbe:
  httpGet: { path: /livez, port: 9090 }
  periodSeconds: 10
`;
