import { type Severity, severityRank } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';

/** How many boots must show it: so many, or that share of all. */
type Enough = { readonly kind: 'boots'; readonly boots: number } | { readonly kind: 'share'; readonly share: number };

/** One word of `--fail-on`: a cause of at least that severity, or of that id, in enough boots. */
type FailCondition = { readonly word: string; readonly severity: Severity | null; readonly cause: string | null; readonly enough: Enough };

export type FailOn = readonly FailCondition[];

/** What of a boot it hangs on. */
type Judged = { readonly id: string; readonly causes: readonly { readonly id: string; readonly severity: Severity }[] };

const isSeverity = (word: string): word is Severity => Object.hasOwn(severityRank, word);

const form = /^(?<what>[^:]*)(?::(?:(?<percent>\d+(?:\.\d+)?)%|(?<boots>\d+)))?$/;

const enoughOf = (percent: string | undefined, boots: string | undefined): Enough | null => {
  if (percent === undefined) return Number(boots ?? 1) > 0 ? { kind: 'boots', boots: Number(boots ?? 1) } : null;
  const share = Number(percent) / 100;
  return share > 0 && share <= 1 ? { kind: 'share', share } : null;
};

/**
 * The words of all `--fail-on` options, commas between them allowed: a severity or a cause, `:3` for at least three boots, `:5%` for that share of all.
 * `severities`: those that are judged. Throws a UserError for a word that is none of these.
 */
export const parseFailOn = (words: readonly string[], knownCauses: readonly string[], severities: readonly string[] = ['error', 'warning', 'note']): FailOn =>
  words.flatMap((text) => text.split(',')).map((text) => conditionOf(text.trim(), knownCauses, severities));

const conditionOf = (word: string, knownCauses: readonly string[], severities: readonly string[]): FailCondition => {
  const { what, percent, boots } = form.exec(word)?.groups ?? {};
  const enough = enoughOf(percent, boots);
  if (what === undefined || enough === null)
    throw new UserError(`--fail-on ${word}: behind the colon stands how many boots, as in error:3, or which share of them, as in error:5%`);
  if (isSeverity(what) && severities.includes(what)) return { word, severity: what, cause: null, enough };
  if (knownCauses.includes(what)) return { word, severity: null, cause: what, enough };
  const otherwise = `give ${severities.join(', ')} or the id of a cause (coldcase rules list shows them)`;
  throw new UserError(`${`--fail-on ${what}`.trim()}: ${mendOfName(what, [...severities, ...knownCauses], otherwise)}`);
};

/** What meets it, in words: `cause in boot`, or how many boots do where more than one must. */
export const metBy = (failOn: FailOn, boots: readonly Judged[]): string[] => [...new Set(failOn.flatMap((condition) => metByOne(condition, boots)))];

const metByOne = ({ word, severity, cause: wanted, enough }: FailCondition, boots: readonly Judged[]): string[] => {
  const meets = (cause: Judged['causes'][number]): boolean =>
    severity === null ? cause.id === wanted : severityRank[cause.severity] >= severityRank[severity];
  const hits = boots.filter(({ causes }) => causes.some(meets));
  if (hits.length === 0 || hits.length < (enough.kind === 'boots' ? enough.boots : enough.share * boots.length)) return [];
  if (enough.kind === 'share' || enough.boots > 1) return [`${word} by ${hits.length} of ${boots.length} boots`];
  return hits.flatMap(({ id, causes }) => causes.filter(meets).map((cause) => `${cause.id} in ${id}`));
};

const mostTold = 5;

/** One sentence of what met it. */
export const metWords = (met: readonly string[]): string =>
  `--fail-on is met: ${met.slice(0, mostTold).join(', ')}${met.length > mostTold ? ` and ${met.length - mostTold} more` : ''}`;
