import type { Plan } from '../plan/plan.js';

/** A cold replica is no replica: while one warms, as many others must stay as there were. */
const slack = 1.25;

/** A PodDisruptionBudget, and the part of a Deployment that keeps every warm replica until a new one is warm. */
export const kubernetesDisruptionText = ({
  deadlineSeconds,
}: Plan): string => `# Written by coldcase plan --emit k8s-disruption. Change the names, and the image.
# A drained node takes one replica at a time, and only while the others are ready, which they are once they are warm.
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: model-server }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow # one that never gets warm must not hold up a drain
  selector: { matchLabels: { app: model-server } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: model-server }
spec:
  replicas: 2
  selector: { matchLabels: { app: model-server } }
  strategy:
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } # no warm replica goes before a new one is warm
  minReadySeconds: 10
  progressDeadlineSeconds: ${Math.ceil(deadlineSeconds * slack) + 60} # the plan's deadline of ${deadlineSeconds} s, a quarter more, and the pull of the image
  template:
    metadata: { labels: { app: model-server } }
    spec:
      containers:
        - name: model-server
          image: model-server # with coldcase and tini in it
          command: [tini, --, coldcase, warm, warmup.yaml, --target, 'http://localhost:8000', --probe, ':9090', --, python, serve.py]
          startupProbe:
            httpGet: { path: /readyz, port: 9090 }
            periodSeconds: 2
            failureThreshold: ${Math.ceil((deadlineSeconds * slack) / 2)}
          readinessProbe:
            httpGet: { path: /readyz, port: 9090 }
            periodSeconds: 2
            failureThreshold: 1
`;
