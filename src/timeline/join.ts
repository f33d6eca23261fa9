import { saysFailed } from '../model/signal.js';
import type { RuntimeRules } from '../rules/schema.js';
import type { Entry, Tick } from './entry.js';
import type { RawBoot } from './raw-boot.js';

/** A log that begins this long before its pod's first event, or after its last one, is another pod's. */
const earliestSeconds = 60;
const latestSeconds = 3600;

/**
 * Joins what the platform says of a pod (its description, its events) with the boots of that pod's own log, so that time zero is
 * the pod's creation. They belong together if both name the pod, if the log's path does, or, where there is just one pod and
 * no log names another, by the clock. The boot that began next after the pod's first event takes the events; without one they stand alone.
 * What ended a container before the log begins (a pod's last state) is of the boot before, and so is what came ahead of it.
 */
export function joinPods(boots: readonly RawBoot[], rules: readonly RuntimeRules[]): RawBoot[] {
  const platforms = new Set(rules.filter((rule) => rule.kind === 'platform').map((rule) => rule.runtime));
  const isPods = (boot: RawBoot): boolean =>
    boot.labels.has('pod') && boot.entries.length > 0 && boot.entries.every((entry) => platforms.has(entry.signal.runtime));
  const pods = boots.filter(isPods);
  if (pods.length === 0 || pods.length === boots.length) return [...boots];
  const joined = new Map<RawBoot, RawBoot>();
  const taken = new Map<RawBoot, readonly RawBoot[]>();
  for (const pod of pods) {
    const own = boots.filter((boot) => !pods.includes(boot) && !joined.has(boot) && belongs(boot, pod, pods.length === 1) && isNear(boot, pod));
    const next = own.sort((a, b) => (a.firstDated?.time ?? 0) - (b.firstDated?.time ?? 0))[0];
    if (next === undefined) continue;
    const { before, after } = partedAt(pod, next);
    joined.set(next, merge(after, next));
    taken.set(pod, before === null ? [] : [before]);
  }
  return boots.flatMap((boot) => taken.get(boot) ?? [joined.get(boot) ?? boot]);
}

/** What ends a container, whatever the pod does next. */
const endings: ReadonlySet<string> = new Set(['oom-host', 'sigkill-exit', 'killed', 'restart-loop', 'startup-timeout']);

const endsContainer = ({ signal }: Entry): boolean => saysFailed(signal) && signal.events.some((event) => endings.has(event));

/** A pod's entries up to the last end of a container ahead of the log, null where there is none; and those that came later. */
function partedAt(pod: RawBoot, log: RawBoot): { readonly before: RawBoot | null; readonly after: RawBoot } {
  const begins = log.firstDated?.time;
  if (begins == null) return { before: null, after: pod };
  const isAhead = ({ tick }: Entry): boolean => tick.time !== null && tick.time < begins;
  const ends = pod.entries.filter((entry) => endsContainer(entry) && isAhead(entry)).map(({ tick }) => tick.time as number);
  if (ends.length === 0) return { before: null, after: pod };
  const end = Math.max(...ends);
  const [earlier, later] = [
    pod.entries.filter(({ tick }) => tick.time === null || tick.time <= end),
    pod.entries.filter(({ tick }) => tick.time !== null && tick.time > end),
  ];
  const firstDated = later.find(({ tick }) => tick.isDated)?.tick ?? null;
  return {
    before: { ...pod, entries: earlier, lastDated: earlier.findLast(({ tick }) => tick.isDated)?.tick ?? pod.lastDated },
    after: { ...pod, entries: later, silences: [], first: firstDated ?? log.first, firstDated, hasFailed: later.some(({ signal }) => saysFailed(signal)) },
  };
}

function belongs(boot: RawBoot, pod: RawBoot, isOnlyPod: boolean): boolean {
  const name = pod.labels.get('pod') as string;
  const own = boot.labels.get('pod');
  if (own !== undefined) return own === name;
  return boot.file.includes(name) || isOnlyPod;
}

function isNear(boot: RawBoot, pod: RawBoot): boolean {
  const start = boot.firstDated?.time;
  const first = pod.firstDated?.time;
  const last = pod.lastDated?.time;
  if (start == null || first == null || last == null) return boot.labels.get('pod') !== undefined || boot.file.includes(pod.labels.get('pod') as string);
  return start > first - earliestSeconds && start < last + latestSeconds;
}

function merge(pod: RawBoot, boot: RawBoot): RawBoot {
  const entries = [...pod.entries, ...boot.entries].map((entry, position) => ({ entry, position }));
  entries.sort((a, b) => (a.entry.tick.time ?? 0) - (b.entry.tick.time ?? 0) || a.position - b.position);
  const inOrder: Entry[] = entries.map(({ entry }, order) => ({ ...entry, order }));
  return {
    ...boot,
    replica: boot.replica ?? pod.replica,
    entries: inOrder,
    labels: new Map([...boot.labels, ...pod.labels]),
    detected: new Map([...pod.detected, ...boot.detected]),
    silences: [...pod.silences, ...boot.silences],
    first: pod.first,
    firstDated: sooner(pod.firstDated, boot.firstDated),
    lastDated: sooner(pod.lastDated, boot.lastDated) === pod.lastDated ? boot.lastDated : pod.lastDated,
    records: boot.records,
    words: boot.words,
    hasStart: pod.hasStart || boot.hasStart,
    hasFailed: pod.hasFailed || boot.hasFailed,
  };
}

const sooner = (one: Tick | null, other: Tick | null): Tick | null => (one?.time != null && (other?.time == null || one.time <= other.time) ? one : other);
