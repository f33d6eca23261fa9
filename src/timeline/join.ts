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
 */
export function joinPods(boots: readonly RawBoot[], rules: readonly RuntimeRules[]): RawBoot[] {
  const platforms = new Set(rules.filter((rule) => rule.kind === 'platform').map((rule) => rule.runtime));
  const isPods = (boot: RawBoot): boolean =>
    boot.labels.has('pod') && boot.entries.length > 0 && boot.entries.every((entry) => platforms.has(entry.signal.runtime));
  const pods = boots.filter(isPods);
  if (pods.length === 0 || pods.length === boots.length) return [...boots];
  const joined = new Map<RawBoot, RawBoot>();
  const taken = new Set<RawBoot>();
  for (const pod of pods) {
    const own = boots.filter((boot) => !pods.includes(boot) && !joined.has(boot) && belongs(boot, pod, pods.length === 1) && isNear(boot, pod));
    const next = own.sort((a, b) => (a.firstDated?.time ?? 0) - (b.firstDated?.time ?? 0))[0];
    if (next === undefined) continue;
    joined.set(next, merge(pod, next));
    taken.add(pod);
  }
  return boots.filter((boot) => !taken.has(boot)).map((boot) => joined.get(boot) ?? boot);
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
    hasStart: pod.hasStart || boot.hasStart,
    hasFailed: pod.hasFailed || boot.hasFailed,
  };
}

const sooner = (one: Tick | null, other: Tick | null): Tick | null => (one?.time != null && (other?.time == null || one.time <= other.time) ? one : other);
