import type { Phase, Scope } from '../../model/phase.js';
import type { BootReport, Severity, Verdict } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';

/** What a fleet keeps of a boot. */
export type BootRecord = {
  /** Path of its log and which boot of it. */
  readonly id: string;
  readonly replica: string | null;
  /** Seconds since the epoch; null without a date. */
  readonly startedAt: number | null;
  readonly verdict: Verdict;
  readonly timeToReadySeconds: Seconds | null;
  readonly firstRequestSeconds: Seconds | null;
  readonly steadySeconds: Seconds | null;
  /** Of the start, what no phase explains. */
  readonly gapSeconds: Seconds | null;
  /** What sets boots apart: runtime, version, what the log says of its place and of itself, what its path tells. */
  readonly labels: Readonly<{ [name: string]: string }>;
  readonly phases: readonly BootPhase[];
  readonly causes: readonly BootCause[];
};

/** Which members a record has, and what it is kept by: another number where they change, so that records that were kept are not taken for these. */
export const recordForm = 3;

export type BootPhase = { readonly phase: Phase; readonly scope: Scope; readonly seconds: Seconds };

export type BootCause = { readonly id: string; readonly severity: Severity; readonly seconds: Seconds | null };

/** Labels that are another one in nearly each boot tell nothing apart, and fill the memory. */
const ownToEach = new Set(['pod', 'uid', 'container_id', 'containerId', 'pid', 'host_ip']);

const labelsOf = ({ runtime, runtimeVersion, labels, fingerprint }: BootReport): BootRecord['labels'] => {
  const known = Object.entries({ ...fingerprint, ...labels }).filter(([name]) => !ownToEach.has(name));
  return { ...Object.fromEntries(known), runtime, ...(runtimeVersion === null ? {} : { version: runtimeVersion }) };
};

/** A boot in short. Notes are left out: they cost nothing. */
export const bootRecord = (boot: BootReport): BootRecord => {
  const startedAt = boot.startedAt === null ? Number.NaN : Date.parse(boot.startedAt) / 1000;
  return {
    id: boot.id,
    replica: boot.replica,
    startedAt: Number.isNaN(startedAt) ? null : startedAt,
    verdict: boot.verdict,
    timeToReadySeconds: boot.timeToReadySeconds,
    firstRequestSeconds: boot.firstRequestSeconds,
    steadySeconds: boot.steadySeconds,
    gapSeconds: boot.gapSeconds.startup,
    labels: labelsOf(boot),
    phases: boot.phases.map(({ phase, scope, seconds }) => ({ phase, scope, seconds })),
    causes: boot.causes.filter(({ severity }) => severity !== 'note').map(({ id, severity, seconds }) => ({ id, severity, seconds })),
  };
};
