import type { Shape, Trial } from '../model/reproduction.js';
import type { Condition } from './conditions.js';
import { filesFor, jobFor, type SavedModels } from './job-for.js';
import { oneLine } from './one-line.js';
import { evicted } from './page-cache.js';
import type { PreparedModel } from './prepare-model.js';
import type { TrialResult } from './run-trial.js';
import type { TrialWorld } from './trial-world.js';

const trialOf = (condition: Condition, round: number, result: TrialResult, shapes: readonly Shape[]): Trial => ({
  condition: condition.id,
  round,
  startedAt: result.startedAt,
  failure: result.failure ?? (result.refused.length > 0 ? `a shape was refused: ${oneLine(result.refused[0]?.message ?? '')}` : null),
  stages: result.stages,
  ...(result.atOnce === undefined ? {} : { atOnce: result.atOnce }),
  ...(result.idle.length === 0 ? {} : { idle: result.idle }),
  runs: result.runs.map((runs) => ({ ...runs, shape: shapes[runs.shape] ?? {} })),
});

/** One trial with the pages as its condition asks; one whose pages stay in memory is not made, and kept as failed. */
export async function performTrial(
  { prepared, saved }: { readonly prepared: PreparedModel; readonly saved: SavedModels },
  condition: Condition,
  round: number,
  world: TrialWorld,
): Promise<Trial> {
  const { libraryFiles = [], idleSeconds = [] } = world;
  const files = filesFor(prepared, condition.change, saved);
  if (condition.pageCache === 'warm') await world.pages.fill([...files, ...libraryFiles]);
  else if ((await evicted([...files, ...(condition.evictsLibrary === true ? libraryFiles : [])], world.pages)) !== condition.pageCache) {
    return { condition: condition.id, round, startedAt: null, failure: 'the pages stayed in memory', stages: [], runs: [] };
  }
  const job = jobFor(prepared, world.library, round, condition.change, saved);
  const waits = condition.role === 'base' || condition.role === 'reference' ? idleSeconds : [];
  return trialOf(condition, round, await world.run({ ...job, ...world.asked, idleSeconds: waits }, world.signal), prepared.shapes);
}
