import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionCreation } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';
import { median } from '../statistics/quantile.js';
import { jobFor } from './job-for.js';
import type { PreparedModel } from './prepare-model.js';
import type { TrialWorld } from './trial-world.js';

const mostStarts = 3;
/** A model that takes long shows its parts in one start. */
const longSeconds: Seconds = 3;
const microsecondsPerSecond = 1e6;

type Parts = { readonly whole: Seconds; readonly load: Seconds; readonly initialisation: Seconds };

const secondsIn = (events: readonly unknown[], name: RegExp): Seconds | null => {
  for (const event of events) {
    const { name: own, dur } = event as { readonly name?: unknown; readonly dur?: unknown };
    if (typeof own === 'string' && name.test(own) && typeof dur === 'number') return dur / microsecondsPerSecond;
  }
  return null;
};

const partsOf = async (prepared: PreparedModel, prefix: string, folder: string, world: TrialWorld): Promise<Parts | null> => {
  const job = jobFor(prepared, world.library, 0, null, new Map());
  const session = { ...job.session, enableProfiling: true, profileFilePrefix: prefix };
  const { stages, failure } = await world.run({ ...job, session, laterRuns: { least: 0, most: 0, seconds: 0 } }, world.signal);
  const whole = stages.find(({ stage }) => stage === 'session-creation')?.seconds;
  const name = (await readdir(folder)).find((file) => join(folder, file).startsWith(prefix));
  if (failure !== null || whole === undefined || name === undefined) return null;
  const events: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
  const [load, initialisation] = Array.isArray(events) ? [/^model_loading_/, /^session_initialization$/].map((own) => secondsIn(events, own)) : [];
  return load == null || initialisation == null ? null : { whole, load, initialisation };
};

/**
 * Of what parts creating a session is made, by ONNX Runtime's own profile of some starts with the pages as they are; null where it wrote none.
 * Profiling has a price of its own, so these starts count for nothing else.
 */
export async function sessionCreation(prepared: PreparedModel, folder: string, world: TrialWorld): Promise<SessionCreation | null> {
  const all: Parts[] = [];
  for (let start = 0; start < mostStarts; start += 1) {
    if (world.signal.aborted) return null;
    const parts = await partsOf(prepared, join(folder, `creation-${start}-`), folder, world);
    if (parts === null) return null;
    all.push(parts);
    if (parts.whole > longSeconds) break;
  }
  const of = (pick: (parts: Parts) => Seconds): Seconds => median(all.map(pick));
  return {
    starts: all.length,
    seconds: of(({ whole }) => whole),
    loadSeconds: of(({ load }) => load),
    initialisationSeconds: of(({ initialisation }) => initialisation),
    otherSeconds: of(({ whole, load, initialisation }) => whole - load - initialisation),
  };
}
