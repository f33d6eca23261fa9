import type { Instant, Seconds } from '../model/units.js';
import type { RawBoot } from './raw-boot.js';

/** What follows ready until a replica counts as steady: any of these. */
const steadyAfter = { requests: 200, seconds: 600, records: 20_000 };
/** Without a ready line, a start is over after this many records. */
const startRecords = 200_000;

/** The layers of one server get ready one after another within this. */
const layersSeconds: Seconds = 10;

/** Whether a boot has been ready for long enough that a further start is not its own next layer's. */
export function isServing(boot: RawBoot, time: Instant | null): boolean {
  if (!boot.hasReady) return false;
  return boot.requestsEnded > 0 || (time !== null && boot.readyAt !== null && time - boot.readyAt > layersSeconds);
}

/** Whether a boot is past its start and its first requests, so that most of what follows says nothing of them. */
export function isSteady(boot: RawBoot): boolean {
  if (!boot.hasReady) return boot.records > startRecords;
  const since = boot.lastDated?.time ?? null;
  const waited = since !== null && boot.readyAt !== null ? since - boot.readyAt : 0;
  return (
    boot.requestsEnded >= steadyAfter.requests || boot.recordsSinceReady >= steadyAfter.records || (waited >= steadyAfter.seconds && boot.requestsEnded >= 20)
  );
}
