import { asUserError } from '../src/rules/finding.js';
import { lintOverfit } from '../src/rules/lint/overfit.js';
import { lintSources } from '../src/rules/lint/sources.js';
import { loadRules } from '../src/rules/yaml/load.js';

/**
 * Lists patterns whose literals look like the data of one log (numbers, hosts, models, paths) and patterns without a source:
 * `npm run rules:overfit`, or with folders of rules. Status 1 where there are any.
 */
const paths = process.argv.slice(2);
const loaded = await Promise.all((paths.length === 0 ? ['rules'] : paths).map(loadRules));
const files = loaded.flatMap((part) => part.runtimes);
const findings = [...loaded.flatMap((part) => part.problems), ...files.flatMap((file) => [...lintOverfit(file), ...lintSources(file)]).map(asUserError)];
for (const finding of findings) console.log(finding.message);
console.log(`${files.length} runtimes, ${findings.length} patterns that look like one log or have no source`);
if (findings.length > 0) process.exitCode = 1;
