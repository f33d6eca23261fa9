import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BootReport, diagnosePaths } from '../../../src/index.js';
import { quantile } from '../../../src/statistics/quantile.js';
import { sorted } from '../../../src/statistics/sorted.js';
import { fewestForGroups, twoGroups } from './two-groups.js';

/** How far real starts scatter: for each figure of the boots in the `*.log` files of a folder, a line with its number, median, CV and groups. */
export async function capturedStarts(folder: string): Promise<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.log'));
  const boots: BootReport[] = [];
  const problems: string[] = [];
  // One by one, so that no file is taken for another replica of the one before it.
  for (const file of files.sort()) {
    const { report, problems: found } = await diagnosePaths([join(folder, file)]);
    boots.push(...report.boots);
    problems.push(...found.map(({ message }) => message));
  }
  return [
    `${folder}: ${files.length} logs, ${boots.length} boots`,
    ...problems,
    scatter('time to ready', boots, (boot) => boot.timeToReadySeconds),
    scatter('first request', boots, (boot) => boot.firstRequestSeconds),
  ].join('\n');
}

function scatter(title: string, boots: readonly BootReport[], figure: (boot: BootReport) => number | null): string {
  const values = sorted(boots.flatMap((boot) => figure(boot) ?? []));
  const words = [title.padEnd(14), `n ${values.length}`];
  if (values.length > 0) words.push(`median ${seconds(quantile(values, 0.5))}`, `from ${seconds(quantile(values, 0))} to ${seconds(quantile(values, 1))}`);
  if (values.length > 1) words.push(`CV ${variation(values).toFixed(3)}`, hint(values));
  return words.join('  ');
}

function hint(values: readonly number[]): string {
  if (values.length < fewestForGroups) return 'too few to look for groups';
  const groups = twoGroups(values);
  if (groups === null) return 'no sign of two groups';
  return groups.map((group) => `${group.length} near ${seconds(quantile(sorted(group), 0.5))}`).join(' and ');
}

/** The coefficient of variation: the standard deviation (of a sample) as a share of the mean. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

function seconds(value: number): string {
  return `${value.toPrecision(4)} s`;
}
