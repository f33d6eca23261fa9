import type { Plan } from '../plan/plan.js';

/** Nodes that are held free by pods that do nothing and give way at once: the node is there, the image is pulled, and only the start is left. */
const pausePods = `---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: warm-pool }
value: -10 # below every other pod: they are evicted first
preemptionPolicy: Never
description: Holds room for the next replica of a model server.
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: warm-pool }
spec:
  replicas: 1 # as many replicas as one step of scaling adds
  selector: { matchLabels: { app: warm-pool } }
  template:
    metadata: { labels: { app: warm-pool } }
    spec:
      priorityClassName: warm-pool
      terminationGracePeriodSeconds: 0
      containers:
        - name: pause
          image: model-server # the server's own: it is on the node then
          command: [sleep, infinity]
          resources: { requests: { cpu: '4', memory: 16Gi } } # those of the model server
`;

const head = (name: string): string => `# Written by coldcase plan --emit ${name}. Change the names, requests and sizes;
# coldcase plan --pool says how many replicas are to be held warm.
`;

/** Scaling in waits at least five minutes, Kubernetes' own default, and as long as a warmup may take: one that goes too early costs a cold start. An hour is the most that it may be. */
const patience = ({ deadlineSeconds }: Plan): number => Math.min(3600, Math.max(300, Math.ceil(deadlineSeconds)));

/** A warm pool by Kubernetes' own autoscaler: warm replicas above the need, and room for the next. */
export const hpaWarmPoolText = (plan: Plan): string => `${head('hpa-warm-pool')}apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: model-server }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: model-server }
  minReplicas: 2 # warm ones, whatever the traffic
  maxReplicas: 10
  metrics:
    # A replica counts once it is ready, that is warm; the target leaves room while the next one warms.
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
      policies: [{ type: Percent, value: 100, periodSeconds: 15 }]
    scaleDown:
      stabilizationWindowSeconds: ${patience(plan)}
      policies: [{ type: Pods, value: 1, periodSeconds: 60 }]
${pausePods}`;

/** The same by KEDA, which scales on the requests themselves. */
export const kedaWarmPoolText = (plan: Plan): string => `${head('keda-warm-pool')}apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: model-server }
spec:
  scaleTargetRef: { name: model-server }
  minReplicaCount: 2 # warm ones, whatever the traffic
  maxReplicaCount: 10
  pollingInterval: 5
  cooldownPeriod: ${patience(plan)}
  fallback: { failureThreshold: 3, replicas: 4 } # where the metric is gone
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleUp:
          stabilizationWindowSeconds: 0
          policies: [{ type: Percent, value: 100, periodSeconds: 15 }]
        scaleDown:
          stabilizationWindowSeconds: ${patience(plan)}
          policies: [{ type: Pods, value: 1, periodSeconds: 60 }]
  triggers:
    - type: prometheus
      metadata:
        serverAddress: http://prometheus:9090
        query: sum(rate(http_requests_total{app="model-server"}[1m]))
        threshold: '10' # requests a second that one replica serves within its objective
${pausePods}`;
