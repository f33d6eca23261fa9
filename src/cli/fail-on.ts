import type { Report, Severity } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { nearName } from '../rules/near-name.js';

const severities: readonly Severity[] = ['note', 'warning', 'error'];

const isSeverity = (word: string): word is Severity => (severities as readonly string[]).includes(word);

/** When `--fail-on` is met: a cause of at least that severity, or of that id. */
export type FailOn = { readonly severity: Severity | null; readonly causes: ReadonlySet<string> };

/** The words of all `--fail-on` options, commas between them allowed. Throws a UserError for a word that is neither a severity nor a known cause. */
export const parseFailOn = (words: readonly string[], knownCauses: readonly string[]): FailOn => {
  let least: number | null = null;
  const causes = new Set<string>();
  for (const word of words.flatMap((text) => text.split(',')).map((text) => text.trim())) {
    if (isSeverity(word)) least = Math.min(least ?? severities.length, severities.indexOf(word));
    else if (knownCauses.includes(word)) causes.add(word);
    else {
      const near = nearName(word, [...severities, ...knownCauses]);
      throw new UserError(
        `${`--fail-on ${word}`.trim()}: ${near === null ? 'give error, warning, note or the id of a cause (coldcase rules list shows them)' : `did you mean ${near}?`}`,
      );
    }
  }
  return { severity: least === null ? null : (severities[least] ?? null), causes };
};

/** The causes that meet it, as `cause in boot`. */
export const metBy = (failOn: FailOn, report: Report): string[] =>
  report.boots.flatMap((boot) =>
    boot.causes
      .filter((cause) => failOn.causes.has(cause.id) || (failOn.severity !== null && severities.indexOf(cause.severity) >= severities.indexOf(failOn.severity)))
      .map((cause) => `${cause.id} in ${boot.id}`),
  );
