import type { Boot, ShapeFact } from '../model/boot.js';
import type { Cause, WarmupAdvice } from '../model/report.js';
import { eventsOf } from './events.js';
import { listWords } from './words.js';

/** More sizes than this are no list to warm but a range to put into buckets. */
const mostSizes = 16;

type Step = { readonly step: string; readonly for: readonly string[] };

/** What to do before ready, in this order, and for which causes. */
const steps: readonly Step[] = [
  { step: 'load the model', for: ['model-load-in-request', 'model-evicted', 'ready-before-warm'] },
  { step: 'create the device context and its library handles', for: ['device-init-in-request'] },
  { step: 'load the tokenizer and run it once', for: ['tokenizer-in-request', 'tokenizer-load-slow'] },
  { step: 'allocate memory pools and caches at their full size', for: ['allocation-in-request'] },
];

const shapeCauses = [
  'shape-not-warmed',
  'compile-in-request',
  'autotune-cold',
  'recompile-shape-churn',
  'warmup-missing',
  'allocation-in-request',
  'cold-tail-latency',
];

/** The warmup that would have spared requests what they paid; null where no request paid. */
export function warmupOf(boot: Boot, causes: readonly Cause[]): WarmupAdvice | null {
  const counted = causes.filter((cause) => cause.severity !== 'note');
  if (!counted.some((cause) => cause.scope === 'request' || cause.id === 'warmup-missing' || cause.id === 'ready-before-warm')) return null;
  const ids = new Set(counted.map((cause) => cause.id));
  const wanted = steps.filter((one) => one.for.some((id) => ids.has(id))).map((one) => one.step);
  const sequences = sizesToWarm(boot, 'sequence');
  const batches = sizesToWarm(boot, 'batch');
  if (shapeCauses.some((id) => ids.has(id))) wanted.push(forwardPass(sequences, batches));
  if (wanted.length === 0) return null;
  return { steps: [...wanted, 'report ready only then'].map(capitalised), sequences, batches };
}

function forwardPass(sequences: readonly number[], batches: readonly number[]): string {
  const shapes = [
    ...(sequences.length > 0 ? [`sequence ${sequences.length === 1 ? 'length' : 'lengths'} ${listWords(sequences.map(String))}`] : []),
    ...(batches.length > 0 ? [`batch ${batches.length === 1 ? 'size' : 'sizes'} ${listWords(batches.map(String))}`] : []),
  ];
  return shapes.length > 0 ? `run a forward pass for ${shapes.join(' and ')}` : 'run a forward pass for each shape that requests will have';
}

/** Requested and typical sizes, ascending; very many become the powers of two that hold them. */
function sizesToWarm(boot: Boot, dimension: 'sequence' | 'batch'): number[] {
  const facts = boot.shapes.filter((fact: ShapeFact) => fact.role !== 'warmed').flatMap((fact) => fact.shape[dimension] ?? []);
  const said = eventsOf(boot)
    .filter((event) => event.name === 'shape-not-warmed')
    .flatMap((event) => (typeof event.facts[dimension] === 'number' ? [Number(event.facts[dimension])] : []));
  const sizes = [...new Set([...facts, ...said])].filter((size) => size > 0);
  const chosen = sizes.length > mostSizes ? [...new Set(sizes.map((size) => 2 ** Math.ceil(Math.log2(size))))] : sizes;
  return chosen.sort((a, b) => a - b);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
