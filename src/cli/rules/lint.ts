import { counted } from '../../diagnose/words.js';
import { UserError } from '../../model/user-error.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { builtinRules } from '../../rules/builtin.js';
import { loadRules } from '../../rules/yaml/load.js';
import { findingsOf, loadOwnRules } from '../options/own-rules.js';
import type { RulesAction } from '../rules.js';
import { status } from '../status.js';
import { builtinFolder } from './folder.js';

/** Says what is wrong with the rules of a folder, one finding a line; errors lead to status 2, warnings do not. */
export const lintFolder: RulesAction = async (folder, io) => {
  const loaded = await (folder === null ? loadRules(builtinFolder()) : loadOwnRules(folder));
  const findings = await findingsOf(loaded, folder === null ? null : builtinRules);
  for (const { severity, reason, place } of findings) io.stdout.write(`${sanitize(new UserError(`${severity}: ${reason}`, place).message)}\n`);
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const files = loaded.runtimes.length + loaded.causes.length + new Set(loaded.problems.map((problem) => problem.file)).size;
  io.stderr.write(`${counted(files, 'rule file')}, ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}\n`);
  return errors > 0 ? status.wrong : status.done;
};
