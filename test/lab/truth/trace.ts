import { readFile } from 'node:fs/promises';

/** One line of a service's trace. */
type Edge = {
  readonly at: number;
  readonly pid: number;
  readonly span: string;
  readonly edge: 'begin' | 'end' | 'point';
  readonly request: number | null;
  readonly error?: string;
  readonly shape?: string;
};

/** A stretch of work in a trace, in monotonic seconds; a point has no length, and what never ended has no end. */
export type TraceSpan = {
  readonly span: string;
  readonly pid: number;
  readonly request: number | null;
  readonly begin: number;
  readonly end: number | null;
  readonly error: string | null;
  readonly shape: string | null;
};

/** The spans of a trace file, in the order of their beginnings; none where there is no file. A line that was cut off by a kill is left out. */
export async function readTrace(path: string): Promise<TraceSpan[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return spansOf(text.split('\n').flatMap(parsed));
}

function parsed(line: string): Edge[] {
  if (!line.endsWith('}')) return [];
  return [JSON.parse(line)];
}

/** Pairs the edges of each process: an end closes the latest open begin of its span and request. */
export function spansOf(edges: readonly Edge[]): TraceSpan[] {
  const spans: { -readonly [name in keyof TraceSpan]: TraceSpan[name] }[] = [];
  for (const { at, pid, span, edge, request, error, shape } of edges) {
    if (edge !== 'end') {
      spans.push({ span, pid, request: request ?? null, begin: at, end: edge === 'point' ? at : null, error: null, shape: shape ?? null });
      continue;
    }
    const open = spans.findLast((one) => one.span === span && one.pid === pid && one.request === (request ?? null) && one.end === null);
    if (open === undefined) continue;
    open.end = at;
    open.error = error ?? null;
  }
  return spans.sort((a, b) => a.begin - b.begin);
}

/** The seconds that spans cover together: side by side counts once. */
export function coveredSeconds(spans: readonly TraceSpan[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { begin, end } of spans) {
    if (end === null || end <= until) continue;
    covered += end - Math.max(begin, until);
    until = end;
  }
  return covered;
}
