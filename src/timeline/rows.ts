import type { PhaseTotal, Span } from '../model/boot.js';
import { phases, type Scope } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import type { Accounted } from './accounts.js';
import type { ScopedSpan } from './phases.js';
import type { PlacedRequest } from './requests.js';

/** The accounts of a boot, and what their shares are of. */
export type BootAccounts = {
  readonly startup: Accounted;
  readonly timeToReadySeconds: Seconds | null;
  readonly firstRequest: Accounted;
  readonly first: PlacedRequest | null;
  readonly laterRequests: Accounted;
  readonly background: Accounted;
  readonly steadySeconds: Seconds | null;
};

/** One row for each phase and scope, in the order of a usual start; what the sweep left each span is its own time. */
export function phaseRows(accounts: BootAccounts): PhaseTotal[] {
  const { first, firstRequest, steadySeconds } = accounts;
  const inFirst = rowsOf(firstRequest, 'request', first?.seconds ?? null);
  const rows = [
    ...rowsOf(accounts.startup, 'startup', accounts.timeToReadySeconds),
    ...joined(inFirst, rowsOf(accounts.laterRequests, 'request', null)),
    ...rowsOf(accounts.background, 'background', null),
  ];
  if (first?.seconds != null) rows.push(requestRow(first, firstRequest.account.unexplainedSeconds ?? 0));
  if (steadySeconds !== null) rows.push({ phase: 'steady', scope: 'background', seconds: steadySeconds, share: null, basis: 'measured', spans: [] });
  return rows;
}

/** The rows of one account; `whole` is what their shares are of. */
function rowsOf({ account, spans }: Accounted, scope: Scope, whole: Seconds | null): PhaseTotal[] {
  const rows: PhaseTotal[] = [];
  for (const phase of phases) {
    const members = spans.map((span, index) => publicSpan(span, account.owned.get(index) ?? 0)).filter((span) => span.phase === phase);
    if (members.length === 0) continue;
    const seconds = members.reduce((sum, { ownSeconds }) => sum + ownSeconds, 0);
    const basis = members.every((span) => span.basis === 'measured') ? 'measured' : 'stated';
    rows.push({ phase, scope, seconds, share: shareOf(seconds, whole), basis, spans: members });
  }
  return rows;
}

/** Seconds are differences of doubles: a whole may look a microsecond (or millionth) shorter than its parts. */
const noise = 1e-6;

/** Null where the whole is unknown, or where the figures (stated before the first clock, or of work side by side) are more than it. */
function shareOf(seconds: Seconds, whole: Seconds | null): number | null {
  if (whole === null || whole <= 0 || seconds > whole * (1 + noise) + noise) return null;
  return Math.min(1, seconds / whole);
}

/** The first request's rows with the spans of later ones beside their own; its seconds stay its own, unless it has none. */
function joined(first: readonly PhaseTotal[], later: readonly PhaseTotal[]): PhaseTotal[] {
  const both = first.map((row) => ({ ...row, spans: [...row.spans, ...(later.find((other) => other.phase === row.phase)?.spans ?? [])] }));
  return [...both, ...later.filter((row) => !first.some((other) => other.phase === row.phase))];
}

/** The first request as a row: its span is the whole of it, its seconds what no other phase of it explains. */
function requestRow(first: PlacedRequest, unexplained: Seconds): PhaseTotal {
  const seconds = first.seconds as Seconds;
  const basis = first.startOrder === null ? 'stated' : 'measured';
  const span: Span = {
    phase: 'first-request',
    scope: 'request',
    seconds,
    ownSeconds: unexplained,
    basis,
    start: first.start,
    end: first.end,
    process: null,
    signal: '',
    events: [],
    order: first.endOrder ?? first.startOrder ?? 0,
    evidence: first.evidence,
    facts: {},
  };
  return { phase: 'first-request', scope: 'request', seconds: unexplained, share: shareOf(unexplained, seconds), basis, spans: [span] };
}

function publicSpan(span: ScopedSpan, ownSeconds: Seconds): Span {
  const { phase, scope, seconds, basis, start, end, process, signal, events, order, evidence, facts } = span;
  return { phase, scope, seconds, ownSeconds, basis, start, end, process, signal, events, order, evidence, facts };
}
