import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import type { BootReport, Report } from '../../src/model/report.js';

/** What the built command says of logs, as its users would see it: by its JSON, with the thresholds for small models. */
export async function diagnosed(command: string, paths: readonly string[]): Promise<readonly BootReport[]> {
  const { stdout } = await promisify(execFile)(execPath, [command, 'diagnose', '--format', 'json', '--thresholds', 'fine', ...paths], { maxBuffer: 2 ** 28 });
  const report: Report = JSON.parse(stdout);
  return report.boots;
}

/** The ids of what a diagnosis accuses; notes cost nothing and accuse nobody. */
export function accused(boots: readonly BootReport[]): Set<string> {
  return new Set(boots.flatMap(({ causes }) => causes.filter(({ severity }) => severity !== 'note').map(({ id }) => id)));
}
