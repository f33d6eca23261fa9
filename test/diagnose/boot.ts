import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { diagnoseBoot } from '../../src/diagnose/diagnose.js';
import { defaultThresholds, type Thresholds } from '../../src/diagnose/thresholds.js';
import type { Boot, BootEvent, Evidence, MilestoneMark, PhaseTotal, Request, Span } from '../../src/model/boot.js';
import type { Phase, Scope } from '../../src/model/phase.js';
import type { BootReport } from '../../src/model/report.js';
import { type CauseRule, causeSchema, type RuntimeRules } from '../../src/rules/schema.js';

const folder = fileURLToPath(new URL('../../rules/causes/', import.meta.url));

/** The built-in causes, read from their files. */
export const causes: readonly CauseRule[] = readdirSync(folder)
  .sort()
  .map((name) => causeSchema.parse(parse(readFileSync(folder + name, 'utf8'))));

/** A record that shows something, by its line. */
export function line(number: number, text = `line ${number}`): Evidence {
  return { file: 'server.log', line: number, text };
}

let order = 0;

/** A span of so many seconds; its evidence is a line of its own. */
export function span(phase: Phase, seconds: number, given: Partial<Span> = {}): Span {
  order++;
  return {
    phase,
    scope: 'startup',
    seconds,
    ownSeconds: seconds,
    basis: 'stated',
    start: null,
    end: null,
    process: null,
    signal: `test/${phase}`,
    events: [],
    order,
    evidence: [line(order)],
    facts: {},
    ...given,
  };
}

export function event(name: string, given: Partial<BootEvent> = {}): BootEvent {
  order++;
  return { name, scope: 'startup', time: null, process: null, facts: {}, signal: `test/${name}`, evidence: line(order), order, ...given };
}

export function request(seconds: number | null, given: Partial<Request> = {}): Request {
  order++;
  return { seconds, start: null, end: null, firstTokenSeconds: null, shape: null, status: null, path: null, evidence: [line(order)], ...given };
}

export function mark(seconds: number | null, given: Partial<MilestoneMark> = {}): MilestoneMark {
  order++;
  return { seconds, errorSeconds: seconds === null ? null : 0, time: seconds, evidence: [line(order)], ...given };
}

/** A boot with what is given; phases are totalled from `spans` by plain addition. */
export function boot(given: Partial<Boot> & { spans?: readonly Span[] } = {}): Boot {
  const { spans = [], ...rest } = given;
  return {
    id: 'server.log#1',
    file: 'server.log',
    replica: null,
    runtime: 'generic',
    runtimes: ['generic'],
    runtimeVersion: null,
    labels: {},
    fingerprint: {},
    start: null,
    end: null,
    hasBeginning: true,
    hasClock: false,
    outcome: { kind: 'running', evidence: [] },
    milestones: { listening: null, ready: null, warm: null },
    timeToReadySeconds: null,
    phases: totals(spans),
    attributedSeconds: { startup: 0, firstRequest: 0 },
    gapSeconds: { startup: null, firstRequest: null },
    gaps: [],
    events: [],
    requests: [],
    firstRequestSeconds: null,
    firstRequestAtLeastSeconds: null,
    firstTokenSeconds: null,
    steadySeconds: null,
    cold: null,
    metrics: [],
    shapes: [],
    memory: { peakBytes: null, limitBytes: null, evidence: [] },
    bytesFetched: null,
    processes: [],
    ...rest,
  };
}

/** A boot whose start of so many seconds is known as a whole. */
export function readyBoot(seconds: number, given: Partial<Boot> & { spans?: readonly Span[] } = {}): Boot {
  return boot({ timeToReadySeconds: seconds, milestones: { listening: null, ready: mark(seconds), warm: null }, ...given });
}

export function diagnosed(one: Boot, options: { thresholds?: Thresholds; runtimes?: readonly RuntimeRules[] } = {}): BootReport {
  return diagnoseBoot(one, causes, options.runtimes ?? [], { thresholds: options.thresholds ?? defaultThresholds });
}

export function idsOf(one: Boot, thresholds: Thresholds = defaultThresholds): string[] {
  return diagnosed(one, { thresholds }).causes.map((cause) => cause.id);
}

function totals(spans: readonly Span[]): PhaseTotal[] {
  const byPhase = new Map<string, { phase: Phase; scope: Scope; spans: Span[] }>();
  for (const one of spans) {
    const key = `${one.phase} ${one.scope}`;
    const total = byPhase.get(key) ?? { phase: one.phase, scope: one.scope, spans: [] };
    total.spans.push(one);
    byPhase.set(key, total);
  }
  return [...byPhase.values()].map((total) => ({
    ...total,
    seconds: total.spans.reduce((sum, one) => sum + one.seconds, 0),
    share: null,
    basis: total.spans.every((one) => one.basis === 'stated') ? 'stated' : 'measured',
  }));
}
