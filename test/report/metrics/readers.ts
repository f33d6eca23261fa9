import { spawnSync } from 'node:child_process';

/** Other people's readers of metrics, where the machine has them; `.ci/run` installs both. */

const canRun = (command: string, words: readonly string[]): boolean => spawnSync(command, words, { stdio: 'ignore' }).status === 0;

/** Debian's `prometheus` has it. */
export const hasPromtool = canRun('promtool', ['--version']);

/** What `promtool check metrics` says of a text: nothing, where it is right. */
export const promtool = (text: string): string => {
  const { stdout, stderr, status } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
};

/** Debian's `python3-prometheus-client` belongs to Debian's Python, which need not be the first one. */
const python = ['/usr/bin/python3', 'python3'].find((command) => canRun(command, ['-c', 'import prometheus_client.openmetrics.parser']));

export const hasOpenmetricsParser = python !== undefined;

export type ParsedFamily = {
  readonly name: string;
  readonly type: string;
  readonly unit: string;
  readonly samples: readonly (readonly [string, { readonly [name: string]: string }, number])[];
};

const script = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
text = sys.stdin.buffer.read().decode('utf8')
families = text_string_to_metric_families(text)
print(json.dumps([{'name': f.name, 'type': f.type, 'unit': f.unit, 'samples': [[s.name, s.labels, s.value] for s in f.samples]} for f in families]))
`;

/** What the reference parser of OpenMetrics reads. Throws with its message where it refuses the text. */
export const parsedOpenmetrics = (text: string): readonly ParsedFamily[] => {
  const { stdout, stderr, status } = spawnSync(python ?? 'python3', ['-c', script], { input: text, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};
