import { waitingCauses } from '../../rules/selftest/reach.js';
import { readRuleSet } from '../options/rule-set.js';
import type { RulesAction } from '../rules.js';
import { status } from '../status.js';
import { plainTable } from '../terminal/plain-table.js';

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
  io.stdout.write(`${plainTable(['runtime', 'kind', 'signals', 'title'], runtimes)}\n\n${plainTable(['cause', 'group', 'severity', 'title'], causes)}\n`);
  return status.done;
};
