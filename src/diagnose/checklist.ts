import type { Boot, Evidence } from '../model/boot.js';
import type { Phase } from '../model/phase.js';
import type { Cause, ChecklistEntry } from '../model/report.js';
import { isAnswered } from '../timeline/requests.js';
import { eventsOf } from './events.js';
import { headroomOf } from './memory.js';
import { endOfSpan, isAfter, isSameRecord, momentOfMilestone, spansOf } from './moment.js';
import { uncoveredShapes } from './shapes.js';
import { shareWords } from './words.js';

type Proof = { readonly why: string; readonly evidence: readonly Evidence[] };
type Check = {
  readonly item: string;
  readonly title: string;
  /** Causes beside which the item cannot be ticked. */
  readonly failedBy: readonly string[];
  readonly passes: (boot: Boot) => Proof | null;
  readonly fails?: (boot: Boot) => Proof | null;
  readonly unknown: string;
};

const mostEvidence = 4;

const checks: readonly Check[] = [
  {
    item: 'weights-on-device',
    title: 'Weights are on the device',
    failedBy: ['model-load-in-request', 'model-evicted', 'oom-device', 'device-unavailable'],
    passes: (boot) => doneAtStartup(boot, ['weights-load'], ['model-load', 'worker-load'], 'the model was loaded before ready'),
    unknown: 'no line says when the model was loaded',
  },
  {
    item: 'tokenizer-ready',
    title: 'The tokenizer is ready',
    failedBy: ['tokenizer-in-request'],
    passes: (boot) => doneAtStartup(boot, ['tokenizer'], ['tokenizer-load'], 'the tokenizer was loaded before ready'),
    unknown: 'no line says when a tokenizer was loaded',
  },
  {
    item: 'forward-pass-per-shape',
    title: 'A forward pass ran for each expected batch shape',
    failedBy: ['shape-not-warmed', 'warmup-missing', 'warmup-failed', 'recompile-shape-churn'],
    passes: (boot) => doneAtStartup(boot, ['warmup', 'graph-capture'], ['warmup', 'graph-capture'], 'warmup ran before ready'),
    fails: uncovered,
    unknown: 'no line speaks of a warmup',
  },
  {
    item: 'caches-primed',
    title: 'Compile, kernel and memory caches are primed',
    failedBy: ['compile-in-request', 'compile-cache-cold', 'autotune-cold', 'allocation-in-request', 'kernel-binary-missing'],
    passes: (boot) =>
      doneAtStartup(boot, ['compile', 'autotune', 'graph-capture'], ['compile-cache-hit', 'compile', 'graph-capture'], 'compiled code was there before ready'),
    unknown: 'no line speaks of compiled code or its cache',
  },
  {
    item: 'concurrency-safe',
    title: 'Concurrent requests are safe',
    failedBy: ['concurrency-unsafe', 'fork-after-device-init'],
    passes: servedSideBySide,
    unknown: 'the log shows no two requests at once',
  },
  {
    item: 'memory-headroom',
    title: 'Memory was measured and leaves headroom',
    failedBy: ['memory-headroom-low', 'oom-device', 'oom-host'],
    passes: (boot) => {
      const headroom = headroomOf(boot);
      return headroom === null || headroom < 0.2
        ? null
        : { why: `${shareWords(headroom)} of the memory limit is free at the peak`, evidence: boot.memory.evidence };
    },
    unknown: 'the log does not state both the memory peak and its limit',
  },
  {
    item: 'ready-after-warmup',
    title: 'Ready is reported only after warmup',
    failedBy: ['ready-before-warm', 'model-load-in-request', 'device-init-in-request', 'compile-in-request', 'tokenizer-in-request', 'allocation-in-request'],
    passes: readyAfterWork,
    unknown: 'the log does not show both the warmup and the moment of ready',
  },
];

/** The items of the checklist, by the names that a report gives them. */
export const checklistItems: readonly string[] = checks.map((check) => check.item);

/** The readiness checklist of seven: each passed, failed or unknown, with why and what shows it. */
export function checklistOf(boot: Boot, causes: readonly Cause[]): ChecklistEntry[] {
  return checks.map((check) => {
    const against = causes.filter((cause) => check.failedBy.includes(cause.id) && cause.severity !== 'note');
    const [first] = against;
    if (first !== undefined) return entry(check, 'fail', { why: first.because, evidence: against.flatMap((cause) => [...cause.evidence]) });
    const failed = check.fails?.(boot) ?? null;
    if (failed !== null) return entry(check, 'fail', failed);
    const passed = check.passes(boot);
    return passed === null ? entry(check, 'unknown', { why: check.unknown, evidence: [] }) : entry(check, 'pass', passed);
  });
}

function entry({ item, title }: Check, status: ChecklistEntry['status'], { why, evidence }: Proof): ChecklistEntry {
  return { item, title, status, why, evidence: distinct(evidence, mostEvidence) };
}

/** The first different records, at most so many. */
function distinct(evidence: readonly Evidence[], most: number): Evidence[] {
  const found: Evidence[] = [];
  for (const one of evidence) {
    if (found.length === most) break;
    if (!found.some((other) => isSameRecord(one, other))) found.push(one);
  }
  return found;
}

function doneAtStartup(boot: Boot, phases: readonly Phase[], events: readonly string[], why: string): Proof | null {
  const spans = spansOf(boot).filter((span) => span.scope === 'startup' && phases.includes(span.phase));
  // A start that died may have died in the middle of what it said it was doing.
  const isCutShort = boot.outcome.kind === 'failed' && boot.milestones.ready === null;
  const said = isCutShort ? [] : eventsOf(boot).filter((event) => event.scope === 'startup' && events.includes(event.name));
  const evidence = [...spans.flatMap((span) => [...span.evidence]), ...said.map((event) => event.evidence)];
  return evidence.length === 0 ? null : { why, evidence };
}

function uncovered(boot: Boot): Proof | null {
  const found = uncoveredShapes(boot);
  const [first] = found;
  if (first === undefined) return null;
  return {
    why: `${first.dimension} ${first.requested} was asked for, ${first.role} is ${first.against.join(', ')}`,
    evidence: found.map((one) => one.evidence),
  };
}

function servedSideBySide(boot: Boot): Proof | null {
  const served = boot.requests.filter(isAnswered);
  for (const [index, request] of served.entries()) {
    const next = served[index + 1];
    if (next === undefined || request.end === null || next.start === null || next.end === null || request.start === null) continue;
    if (next.start < request.end && request.start < next.end)
      return { why: 'requests were served side by side', evidence: [...request.evidence, ...next.evidence] };
  }
  return null;
}

function readyAfterWork(boot: Boot): Proof | null {
  const ready = boot.milestones.ready;
  if (ready === null) return null;
  const work = spansOf(boot).filter((span) => span.phase === 'warmup' || span.phase === 'graph-capture');
  const isBefore = work.length > 0 && work.every((span) => isAfter(momentOfMilestone(ready), endOfSpan(span)));
  return isBefore ? { why: 'warmup was over before ready', evidence: ready.evidence } : null;
}
