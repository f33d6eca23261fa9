import { type Report, type Severity, severityRank } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';

const isSeverity = (word: string): word is Severity => Object.hasOwn(severityRank, word);

/** When `--fail-on` is met: a cause of at least that severity, or of that id. */
export type FailOn = { readonly severity: Severity | null; readonly causes: ReadonlySet<string> };

/** The words of all `--fail-on` options, commas between them allowed. Throws a UserError for a word that is neither a severity nor a known cause. */
export const parseFailOn = (words: readonly string[], knownCauses: readonly string[]): FailOn => {
  let least: Severity | null = null;
  const causes = new Set<string>();
  for (const word of words.flatMap((text) => text.split(',')).map((text) => text.trim())) {
    if (isSeverity(word)) least = least === null || severityRank[word] < severityRank[least] ? word : least;
    else if (knownCauses.includes(word)) causes.add(word);
    else {
      const otherwise = 'give error, warning, note or the id of a cause (coldcase rules list shows them)';
      throw new UserError(`${`--fail-on ${word}`.trim()}: ${mendOfName(word, [...Object.keys(severityRank), ...knownCauses], otherwise)}`);
    }
  }
  return { severity: least, causes };
};

/** The causes that meet it, as `cause in boot`. */
export const metBy = (failOn: FailOn, report: Report): string[] =>
  report.boots.flatMap((boot) =>
    boot.causes
      .filter((cause) => failOn.causes.has(cause.id) || (failOn.severity !== null && severityRank[cause.severity] >= severityRank[failOn.severity]))
      .map((cause) => `${cause.id} in ${boot.id}`),
  );
