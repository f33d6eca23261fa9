import { counted, durationWords, shareWords } from '../../diagnose/words.js';
import type { Fleet } from '../../model/fleet.js';
import type { Verdict } from '../../model/report.js';
import { toolVersion } from '../../model/tool.js';
import type { Seconds } from '../../model/units.js';
import { createSketch, relativeError, type Sketch } from '../../statistics/sketch.js';
import type { BootRecord } from '../boots/record.js';
import { fleetCauses } from './causes.js';
import { distributionOf } from './distribution.js';
import { labelsToSplit } from './labels.js';
import { tailOf } from './outliers.js';
import { regressionsOf } from './regressions.js';
import { splitsOf } from './splits.js';
import { stretchesOf } from './stretches.js';
import { togetherOf } from './together.js';

/** How much was read for the records. */
export type Read = { readonly files: number; readonly copies: number; readonly unread: number };

/** What many boots together show. The same records in another order give the same. `asked`: the labels to split by; none: those that tell most. */
export const summarise = (given: readonly BootRecord[], read: Read, asked: readonly string[]): Fleet => {
  const records = [...given].sort((left, right) => (left.startedAt ?? 0) - (right.startedAt ?? 0) || compareIds(left.id, right.id));
  const labels = labelsToSplit(records, asked);
  const times = records.map(({ startedAt }) => startedAt).filter((time) => time !== null);
  const [from, to] = [times[0], times.at(-1)];
  const causes = fleetCauses(records, labels, from === undefined || to === undefined ? null : stretchesOf(from, to));
  const tail = tailOf(records, labels);
  const measured = {
    timeToReady: distributionOf(sketched(records, ({ timeToReadySeconds }) => timeToReadySeconds)),
    firstRequest: distributionOf(sketched(records, ({ firstRequestSeconds }) => firstRequestSeconds)),
    verdicts: verdictsOf(records),
    causes,
  };
  return {
    schemaVersion: 1,
    tool: { name: 'coldcase', version: toolVersion },
    summary: sentence(records.length, measured),
    relativeError,
    ...read,
    boots: records.length,
    replicas: new Set(records.map(({ replica, id }) => replica ?? id)).size,
    from: isoOf(from),
    to: isoOf(to),
    ...measured,
    splits: splitsOf(records, labels),
    outliers: tail.outliers,
    outlierCount: tail.count,
    apart: tail.apart,
    together: togetherOf(records),
    regressions: regressionsOf(records, labels),
  };
};

const compareIds = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const isoOf = (seconds: Seconds | undefined): string | null => (seconds === undefined ? null : new Date(seconds * 1000).toISOString());

const sketched = (records: readonly BootRecord[], pick: (record: BootRecord) => Seconds | null): Sketch => {
  const sketch = createSketch();
  for (const record of records) {
    const seconds = pick(record);
    if (seconds !== null) sketch.add(seconds);
  }
  return sketch;
};

const verdictsOf = (records: readonly BootRecord[]): Fleet['verdicts'] => {
  const counts: { [verdict in Verdict]: number } = { failed: 0, cold: 0, slow: 0, warm: 0, unknown: 0 };
  for (const { verdict } of records) counts[verdict]++;
  return counts;
};

const sentence = (boots: number, { timeToReady, verdicts, causes }: Pick<Fleet, 'timeToReady' | 'verdicts' | 'causes'>): string => {
  if (boots === 0) return 'No start of a service was found.';
  const [dearest] = causes;
  const ready = timeToReady.p50 === null ? '' : ` Half are ready within ${durationWords(timeToReady.p50)}, 95 % within ${durationWords(timeToReady.p95 ?? 0)}.`;
  const failed = verdicts.failed === 0 ? '' : ` ${counted(verdicts.failed, 'start')} of ${boots} failed.`;
  if (dearest === undefined) return `No cause in ${counted(boots, 'start')}.${ready}${failed}`;
  const cost = dearest.replicaSeconds > 0 ? `costs most: ${durationWords(dearest.replicaSeconds)} of replicas` : 'is the most frequent';
  return `${dearest.id} ${cost}, in ${shareWords(dearest.share)} of ${counted(boots, 'start')}.${ready}${failed}`;
};
