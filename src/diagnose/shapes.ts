import type { Boot, Evidence, Request, Shape, ShapeFact } from '../model/boot.js';
import { eventsOf } from './events.js';
import { finding, type Judgement, notMatched } from './found.js';
import { isSameRecord } from './moment.js';

const dimensions = ['batch', 'sequence', 'height', 'width'] as const;
type Dimension = (typeof dimensions)[number];

/** Shapes of later requests say nothing about the start, and a long log holds very many. */
const mostRequested = 200;

/** A requested size that nothing warmed covers. */
export type Uncovered = {
  readonly dimension: Dimension;
  readonly requested: number;
  readonly against: readonly number[];
  readonly role: 'warmed' | 'typical';
  readonly evidence: Evidence;
};

/** Judges whether a request had a shape that was not warmed: the log says so, or a slow or first request was outside the warmed or typical sizes. */
export function evaluateShape(boot: Boot): Judgement {
  const uncovered = uncoveredShapes(boot);
  const events = eventsOf(boot).filter((event) => event.name === 'shape-not-warmed' && !isCoveredBy(boot, event.facts));
  if (uncovered.length === 0 && events.length === 0) return notMatched;
  const [first] = uncovered;
  const facts = first
    ? { shape: `${first.dimension} ${first.requested}`, covered: `${first.role} ${[...first.against].sort((a, b) => a - b).join(', ')}` }
    : {};
  const evidence = [...events.map((event) => event.evidence), ...uncovered.map((one) => one.evidence)];
  return { state: 'matched', findings: [finding({ events, evidence, scope: 'request', facts })] };
}

/** Requested sizes that no warmed size covers (or, where none was warmed, that differ from the typical one) and that mattered. */
export function uncoveredShapes(boot: Boot): Uncovered[] {
  const requested = boot.shapes.filter((fact) => fact.role === 'requested').slice(0, mostRequested);
  return requested.flatMap((fact) => {
    const found = uncoveredDimension(boot, fact);
    return found !== null && (found.role === 'typical' || mattered(boot, fact, requested)) ? [found] : [];
  });
}

function uncoveredDimension(boot: Boot, fact: ShapeFact): Uncovered | null {
  for (const dimension of dimensions) {
    const size = fact.shape[dimension];
    if (size === undefined) continue;
    const warmed = sizesOf(boot, 'warmed', dimension);
    const role = warmed.length > 0 ? 'warmed' : 'typical';
    const against = role === 'warmed' ? warmed : sizesOf(boot, 'typical', dimension);
    if (against.length === 0) continue;
    const isCovered = role === 'typical' ? against.includes(size) : covers(dimension, against, size);
    if (!isCovered) return { dimension, requested: size, against: [...new Set(against)], role, evidence: fact.evidence };
  }
  return null;
}

/** Text and batches are padded up to what was warmed; an image of another size is another graph. */
function covers(dimension: Dimension, warmed: readonly number[], size: number): boolean {
  if (dimension === 'height' || dimension === 'width') return warmed.includes(size);
  return size <= Math.max(...warmed);
}

function isCoveredBy(boot: Boot, facts: Readonly<{ [name: string]: number | string | boolean }>): boolean {
  const stated = dimensions.filter((dimension) => typeof facts[dimension] === 'number');
  return (
    stated.length > 0 &&
    stated.every((dimension) => {
      const warmed = sizesOf(boot, 'warmed', dimension);
      return warmed.length > 0 && covers(dimension, warmed, Number(facts[dimension]));
    })
  );
}

/** A shape outside the warmed ones is a cause only where it cost something: the first request, or a slow one. */
function mattered(boot: Boot, fact: ShapeFact, requested: readonly ShapeFact[]): boolean {
  const request = boot.requests.find((one) => one.evidence.some((evidence) => isSameRecord(evidence, fact.evidence)) || isSameShape(one.shape, fact.shape));
  if (request === undefined) return fact === requested[0];
  return request === boot.requests[0] || isSlow(boot, request);
}

function isSlow(boot: Boot, request: Request): boolean {
  if (hasWorkInside(boot, request)) return true;
  if (request.seconds === null || boot.steadySeconds === null) return false;
  return request.seconds >= 2 * boot.steadySeconds && request.seconds - boot.steadySeconds >= 0.1;
}

/** Whether something was compiled, loaded or allocated while the request waited, however busy the server was with others. */
function hasWorkInside(boot: Boot, { start, end }: Request): boolean {
  if (start === null || end === null) return false;
  return boot.phases.some(
    (total) => total.scope === 'request' && total.spans.some((span) => span.start !== null && span.end !== null && span.start >= start && span.end <= end),
  );
}

function sizesOf(boot: Boot, role: ShapeFact['role'], dimension: Dimension): number[] {
  return boot.shapes.flatMap((fact) => (fact.role === role ? (fact.shape[dimension] ?? []) : []));
}

function isSameShape(a: Shape | null, b: Shape): boolean {
  return a !== null && dimensions.every((dimension) => a[dimension] === b[dimension]);
}
