import { createHash } from 'node:crypto';
import type { BootPhase, BootRecord } from '../boots/record.js';

/** A boot with what tells it from all others, wherever its log lies. */
export type KeyedBoot = BootRecord & { readonly key: string };

/** Rows of the three tables as lines of JSON. */
export type StoreRows = { readonly boots: readonly string[]; readonly phases: readonly string[]; readonly causes: readonly string[] };

/** 128 bits: among a billion boots two of the same key are not to be expected. */
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);

/**
 * The key of a boot: whose log it is in, when it began, and which of those that began then it is. Where the log tells no date, `content` stands for it, by
 * which a log that has grown is another one.
 */
export const bootKey = (log: string, startedAt: number | null, content: string, number: number): string =>
  hashOf(startedAt === null ? ['content', content, number] : ['log', log, startedAt, number]);

/** Seconds of `DateTime`; a date outside of them is none. */
const lastSecond = 2 ** 32 - 1;

const dateOf = (startedAt: number | null): string | null => {
  if (startedAt === null || startedAt < 1 || startedAt > lastSecond) return null;
  return new Date(Math.floor(startedAt) * 1000).toISOString().slice(0, 19).replace('T', ' ');
};

/** Half of a pair of surrogates has no UTF-8, and the server would refuse the row for it. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '�');

const line = (row: object): string => JSON.stringify(row, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value));

/** What of a boot is kept, without its key and when it was written: the same reading gives the same. */
const contentOf = ({ id, replica, verdict, startedAt, timeToReadySeconds, firstRequestSeconds, steadySeconds, gapSeconds, labels }: BootRecord) => {
  const [, log = id, number = '1'] = /^(.*)#(\d+)$/s.exec(id) ?? [];
  const { runtime = '', version = '', ...others } = labels;
  const told = Object.entries(others).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    log,
    number: Number(number),
    replica: replica ?? '',
    runtime,
    version,
    verdict,
    started_at: dateOf(startedAt),
    time_to_ready_seconds: timeToReadySeconds,
    first_request_seconds: firstRequestSeconds,
    steady_seconds: steadySeconds,
    unexplained_seconds: gapSeconds,
    label_names: told.map(([name]) => name),
    label_values: told.map(([, value]) => value),
  };
};

/** Of each scope and phase one sum: the first request as a whole and a span in it can be of the same phase. */
const phasesOf = ({ phases }: BootRecord): BootPhase[] => {
  const sums = new Map<string, BootPhase>();
  for (const one of phases) {
    const name = `${one.scope}/${one.phase}`;
    sums.set(name, { ...one, seconds: one.seconds + (sums.get(name)?.seconds ?? 0) });
  }
  return [...sums.values()];
};

/** Changes with anything that is written of a boot, except the name of its log: a copy is no news. */
export const digestOf = (boot: BootRecord): string => {
  const { log: _, ...content } = contentOf(boot);
  return hashOf([content, phasesOf(boot), boot.causes]);
};

/** The rows of boots; `written`: when, in milliseconds since the epoch. Of a boot's rows those that were written last count. */
export const rowsOf = (boots: readonly KeyedBoot[], written: number): StoreRows => ({
  boots: boots.map((boot) => line({ boot: boot.key, digest: digestOf(boot), written, ...contentOf(boot) })),
  phases: boots.flatMap((boot) => {
    const digest = digestOf(boot);
    return phasesOf(boot).map(({ scope, phase, seconds }) => line({ boot: boot.key, digest, scope, phase, seconds }));
  }),
  causes: boots.flatMap((boot) => {
    const digest = digestOf(boot);
    return boot.causes.map(({ id, severity, seconds }) => line({ boot: boot.key, digest, cause: id, severity, seconds }));
  }),
});
