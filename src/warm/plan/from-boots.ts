import type { Shape } from '../../model/boot.js';
import type { BootReport } from '../../model/report.js';
import type { Bytes, Seconds } from '../../model/units.js';
import { dimensions, shapeWords } from './dimensions.js';
import type { Observed } from './observed.js';
import type { ComponentName, Protocol } from './plan.js';

/** A component that the boots show, and whether a request waited for it. */
export type FoundComponent = { readonly name: ComponentName; readonly seconds: Seconds | null; readonly isInRequest: boolean };

/** What a plan takes from boots. */
export type FromBoots = {
  readonly requests: readonly Observed[];
  readonly components: readonly FoundComponent[];
  readonly usesDevice: boolean;
  readonly wasForkedAfterDevice: boolean;
  readonly peakBytes: Bytes | null;
  readonly limitBytes: Bytes | null;
  readonly protocol: Protocol | null;
};

type Part = { readonly name: ComponentName; readonly phases: readonly string[]; readonly causes: readonly string[] };

const parts: readonly Part[] = [
  { name: 'device', phases: ['device-init'], causes: ['device-init-in-request', 'device-init-slow'] },
  { name: 'weights', phases: ['weights-load'], causes: ['model-load-in-request', 'model-evicted', 'weights-load-slow'] },
  { name: 'tokenizer', phases: ['tokenizer'], causes: ['tokenizer-in-request', 'tokenizer-load-slow'] },
  { name: 'memory', phases: [], causes: ['allocation-in-request'] },
  { name: 'forward', phases: ['compile', 'autotune', 'graph-capture', 'warmup'], causes: [] },
];

/** Runtimes and libraries that are there for a device only. */
const deviceRuntimes = ['cuda', 'nccl', 'tensorrt', 'tensorrt-llm'];
const deviceCauses = ['device-init-in-request', 'device-init-slow', 'fork-after-device-init', 'oom-device'];

const protocolOf: ReadonlyMap<string, Protocol> = new Map([
  ['vllm', 'openai'],
  ['sglang', 'openai'],
  ['llama.cpp', 'openai'],
  ['lmdeploy', 'openai'],
  ['triton', 'kserve'],
  ['mlserver', 'kserve'],
  ['tf-serving', 'tf-serving'],
  ['torchserve', 'torchserve'],
]);

/** What the boots of a service say about its warmup: shapes in the order of their requests, components with their longest time, memory. */
export const fromBoots = (boots: readonly BootReport[]): FromBoots => {
  const protocols = new Set(boots.flatMap(({ runtime }) => protocolOf.get(runtime) ?? []));
  const hasCause = (ids: readonly string[]): boolean => boots.some(({ causes }) => causes.some(({ id }) => ids.includes(id)));
  return {
    requests: boots.flatMap(requestsOf),
    components: parts.flatMap((part) => componentOf(boots, part)),
    usesDevice:
      hasCause(deviceCauses) ||
      boots.some(({ phases, runtimes, runtime }) => phases.some(({ phase }) => phase === 'device-init') || [runtime, ...runtimes].some(isOfDevice)),
    wasForkedAfterDevice: hasCause(['fork-after-device-init']),
    peakBytes: largest(boots.map(({ memory }) => memory.peakBytes)),
    limitBytes: smallest(boots.map(({ memory }) => memory.limitBytes)),
    protocol: protocols.size === 1 ? ([...protocols][0] ?? null) : null,
  };
};

const isOfDevice = (runtime: string): boolean => deviceRuntimes.includes(runtime);

const componentOf = (boots: readonly BootReport[], { name, phases, causes }: Part): FoundComponent[] => {
  const sums = boots.map((boot) => boot.phases.filter(({ phase }) => phases.includes(phase)).reduce((sum, { seconds }) => sum + seconds, 0));
  const isInRequest = boots.some(
    (boot) =>
      boot.phases.some(({ phase, scope }) => scope === 'request' && phases.includes(phase)) ||
      boot.causes.some(({ id, scope }) => scope === 'request' && causes.includes(id)),
  );
  const seconds = Math.max(0, ...sums);
  const isThere = seconds > 0 || boots.some((boot) => boot.causes.some(({ id }) => causes.includes(id)));
  return isThere ? [{ name, seconds: seconds > 0 ? seconds : null, isInRequest }] : [];
};

/** The requests of a boot, each shape's first one as such; then the sizes that its advice names and no request had. */
const requestsOf = ({ firstRequests, warmup }: BootReport): Observed[] => {
  const seen = new Set<string>();
  const requests = firstRequests.flatMap(({ shape, seconds }): Observed[] => {
    if (shape === null || !dimensions.some((dimension) => shape[dimension] !== undefined)) return [];
    const isFirst = !seen.has(shapeWords(shape));
    seen.add(shapeWords(shape));
    return [{ shape, count: 1, seconds, peakBytes: null, isFirst }];
  });
  const { sequences = [], batches = [] } = warmup ?? {};
  const has = (dimension: 'batch' | 'sequence', size: number): boolean => requests.some(({ shape }) => shape[dimension] === size);
  const lengths = sequences.filter((sequence) => !has('sequence', sequence));
  // The advice lists sizes one by one: they belong together only where there is one batch to go with.
  const [batch] = batches;
  const isOneBatch = batches.length === 1 && batch !== undefined;
  const advised: Shape[] = [
    ...lengths.map((sequence) => (isOneBatch ? { batch, sequence } : { sequence })),
    ...(isOneBatch && lengths.length > 0 ? [] : batches.filter((size) => !has('batch', size)).map((size) => ({ batch: size }))),
  ];
  return [...requests, ...advised.map((shape): Observed => ({ shape, count: 1, seconds: null, peakBytes: null, isFirst: false }))];
};

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

const largest = (values: readonly (number | null)[]): number | null => (known(values).length === 0 ? null : Math.max(...known(values)));

const smallest = (values: readonly (number | null)[]): number | null => (known(values).length === 0 ? null : Math.min(...known(values)));
