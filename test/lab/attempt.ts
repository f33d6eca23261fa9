import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootReport } from '../../src/model/report.js';
import { diagnosed } from './diagnosis.js';
import { enveloped } from './envelope.js';
import { type Bench, runScenario } from './run.js';
import type { Scenario } from './scenario.js';
import { type Score, scoreOf } from './score.js';
import { gapsTold, type ToldGap } from './truth/gaps.js';
import { type Observed, type Truth, truthOf } from './truth/truth.js';
import { varied } from './vary.js';

/** How one scenario went. */
export type Outcome =
  | {
      readonly kind: 'judged';
      readonly scenario: Scenario;
      readonly truths: readonly Truth[];
      readonly boots: readonly BootReport[];
      readonly score: Score;
      /** Where there was one start, and its seconds are judged. */
      readonly gaps: readonly ToldGap[];
      readonly starts: readonly Observed[];
      /** The log as it was written. */
      readonly text: string;
    }
  | { readonly kind: 'errored'; readonly scenario: Scenario; readonly why: string }
  | { readonly kind: 'skipped'; readonly scenario: Scenario; readonly why: string };

/** Runs a scenario, writes its log, has it diagnosed and judges the diagnosis. What cannot be arranged is `errored`, never passed. */
export async function attempt(plain: Scenario, folder: string, command: string, bench: Bench): Promise<Outcome> {
  const scenario = varied(plain, bench.seed);
  try {
    await mkdir(folder, { recursive: true });
    const { lines, starts } = await runScenario(scenario, folder, bench);
    const text = enveloped(lines, scenario.envelope ?? 'plain', 4711);
    const boots = await diagnosed(command, await writeLogs(scenario, folder, text));
    const truths = starts.map((start) => truthOf(scenario, start));
    const [start] = starts;
    const gaps = scenario.isTimed === true && starts.length === 1 && start !== undefined ? boots.flatMap((boot) => gapsTold(boot, lines, start)) : [];
    return { kind: 'judged', scenario, truths, boots, score: scoreOf(scenario, truths, boots), gaps, starts, text };
  } catch (error) {
    return { kind: 'errored', scenario, why: error instanceof Error ? error.message : String(error) };
  }
}

/** The log in one file, or cut in two as a rotation leaves it: the older part has the number. */
async function writeLogs({ rotated }: Scenario, folder: string, text: string): Promise<string[]> {
  const newest = join(folder, 'service.log');
  if (rotated !== true) {
    await writeFile(newest, text);
    return [newest];
  }
  const cut = text.indexOf('\n', text.length / 3) + 1;
  const older = join(folder, 'service.log.1');
  await writeFile(older, text.slice(0, cut));
  await writeFile(newest, text.slice(cut));
  return [older, newest];
}
