import type { Shape, ShapeFact } from '../model/boot.js';
import type { Facts } from '../model/signal.js';
import { type Entry, evidenceOf } from './entry.js';
import { shapeOf } from './requests.js';

const factsKept = 1_000;

/** The shapes that a boot's log names, each with its role. */
export function shapesOf(entries: readonly Entry[]): ShapeFact[] {
  const found: ShapeFact[] = [];
  for (const { signal, tick } of entries) {
    const role = signal.shape ?? (signal.request !== null ? 'requested' : null);
    if (role === null || found.length >= factsKept) continue;
    for (const shape of shapesIn(signal.facts)) found.push({ shape, role, evidence: evidenceOf(tick) });
    const typical = typicalIn(signal.facts);
    if (typical !== null) found.push({ shape: typical, role: 'typical', evidence: evidenceOf(tick) });
  }
  return found;
}

function shapesIn(facts: Facts): Shape[] {
  const shapes: Shape[] = [];
  const single = shapeOf(facts);
  if (single !== null) shapes.push(single);
  for (const sequence of numbersIn(facts.sequences)) shapes.push({ sequence });
  for (const batch of numbersIn(facts.batches)) shapes.push({ batch });
  for (const [dimensions] of String(facts.shapes ?? '').matchAll(/\d+(?:\s{0,2}[x×*]\s{0,2}\d+)+/g)) {
    const shape = ofDimensions(numbersIn(dimensions));
    if (shape !== null) shapes.push(shape);
  }
  return shapes;
}

/** `8x128`: batch and sequence; `1x3x224x224`: batch, channels, height, width. */
function ofDimensions(sizes: readonly number[]): Shape | null {
  const [batch, second, height, width] = sizes;
  if (batch === undefined || second === undefined) return null;
  if (sizes.length === 2) return { batch, sequence: second };
  if (sizes.length === 4 && height !== undefined && width !== undefined) return { batch, height, width };
  return { batch };
}

function typicalIn(facts: Facts): Shape | null {
  const [batch] = numbersIn(facts.typicalBatch);
  const [sequence] = numbersIn(facts.typicalSequence);
  if (batch === undefined && sequence === undefined) return null;
  return { ...(batch === undefined ? {} : { batch }), ...(sequence === undefined ? {} : { sequence }) };
}

/** Whole numbers of a text; what has more digits than a number holds is no size of anything. */
const numbersIn = (value: Facts[string] | undefined): number[] =>
  (String(value ?? '').match(/\d+/g) ?? []).slice(0, 100).map(Number).filter(Number.isSafeInteger);
