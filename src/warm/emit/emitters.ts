import type { Plan } from '../plan/plan.js';

/** What a plan is turned into: text, or a file of bytes. Throws a UserError where the plan does not say enough for it. */
export type Emit = (plan: Plan) => string | Uint8Array;

/** What a plan can be turned into, by name: a new one is its file and a line here. */
export const emitters: ReadonlyMap<string, () => Promise<Emit>> = new Map<string, () => Promise<Emit>>([
  ['pytorch', async () => (await import('./pytorch.js')).pytorchText],
  ['onnxruntime', async () => (await import('./onnxruntime.js')).onnxruntimeText],
  ['tensorflow', async () => (await import('./tensorflow.js')).tensorflowText],
  ['gunicorn', async () => (await import('./gunicorn.js')).gunicornText],
  ['tf-serving', async () => (await import('./tf-serving-requests.js')).tfServingRequests],
  ['triton', async () => (await import('./triton.js')).tritonText],
  ['vllm', async () => (await import('./vllm.js')).vllmText],
  ['k8s-probe', async () => (await import('./kubernetes-probe.js')).kubernetesProbeText],
  ['k8s-disruption', async () => (await import('./kubernetes-disruption.js')).kubernetesDisruptionText],
  ['hpa-warm-pool', async () => (await import('./warm-pool.js')).hpaWarmPoolText],
  ['keda-warm-pool', async () => (await import('./warm-pool.js')).kedaWarmPoolText],
]);
