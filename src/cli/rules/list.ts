import Table from 'cli-table3';
import { sanitize } from '../../report/sanitize.js';
import { waitingCauses } from '../../rules/reach.js';
import { readRuleSet } from '../rule-set.js';
import type { RulesAction } from '../rules.js';
import { status } from '../status.js';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const drawn = new Table({ head: [...head], style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 }, chars: noLines });
  for (const row of rows) drawn.push([...row].map(sanitize));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};

const noLines = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((place) => [place, '']),
);

/** Shows runtimes, the number of their signals, and causes. */
export const listRules: RulesAction = async (folder, io) => {
  const rules = await readRuleSet(folder === null ? [] : [folder]);
  const waiting = new Set(waitingCauses(rules));
  const runtimes = rules.runtimes.map(({ runtime, title, kind, signals }) => [runtime, kind, String(signals.length), title]);
  const causes = rules.causes.map(({ id, group, severity, title }) => [
    id,
    group,
    severity,
    waiting.has(id) ? `${title} (waits for a runtime that shows it)` : title,
  ]);
  io.stdout.write(`${table(['runtime', 'kind', 'signals', 'title'], runtimes)}\n\n${table(['cause', 'group', 'severity', 'title'], causes)}\n`);
  return status.done;
};
