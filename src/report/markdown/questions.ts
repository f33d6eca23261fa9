import type { BootReport, ReportedGap, Unevaluated } from '../../model/report.js';
import { formatSeconds } from '../quantity.js';
import { inChain } from './chain.js';
import type { Detail } from './detail.js';
import { code, inline } from './escape.js';
import { lineOf, quoted } from './evidence.js';
import { phaseWords } from './phase-words.js';
import { ended, listed, lowered } from './sentence.js';

const longestQuote = 160;
/** The longest silences; the timeline has the others. */
const shownGaps = 4;
/** Shorter silences without a suspect are not worth a question. */
const leastSeconds = 1;

const gapQuestion = (gap: ReportedGap, boot: BootReport): string => {
  const error = gap.errorSeconds > 0 ? ` (±${formatSeconds(gap.errorSeconds)})` : '';
  const quote = (text: string): string => code(quoted(text.split('\n', 1).join(''), longestQuote));
  const suspect = gap.suspect === null ? '' : ` Perhaps ${lowered(phaseWords[gap.suspect])}${gap.why === null ? '.' : `: ${ended(inline(gap.why))}`}`;
  const why = gap.suspect === null && gap.why !== null ? ` ${ended(inline(gap.why))}` : '';
  return `- What took ${formatSeconds(gap.seconds)}${error} between ${lineOf(gap.after, boot)} and ${lineOf(gap.before, boot)}? Before it stands ${quote(gap.after.text)}, after it ${quote(gap.before.text)}.${suspect}${why}`;
};

const gapQuestions = (boot: BootReport): string[] =>
  boot.gaps
    .filter((gap) => gap.seconds > gap.errorSeconds && (gap.seconds >= leastSeconds || gap.suspect !== null || gap.why !== null))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, shownGaps)
    .map((gap) => gapQuestion(gap, boot));

const doubts = (boot: BootReport): string[] =>
  inChain(boot.causes)
    .filter(({ confidence }) => confidence !== 'certain')
    .map(
      ({ title, confidence }) => `- Is it really so: ${inline(lowered(title))}? The log makes it ${confidence === 'likely' ? 'likely' : 'possible'}, no more.`,
    );

/** Causes that lack the same thing are one question. */
const unjudged = (unevaluated: readonly Unevaluated[]): string[] => {
  const groups = new Map<string, { readonly entry: Unevaluated; readonly causes: string[] }>();
  for (const entry of unevaluated) {
    const group = groups.get(entry.missing);
    if (group === undefined) groups.set(entry.missing, { entry, causes: [entry.cause] });
    else groups.set(entry.missing, { entry: { ...entry, howToLog: group.entry.howToLog ?? entry.howToLog }, causes: [...group.causes, entry.cause] });
  }
  return [...groups.values()].map(({ entry, causes }) => {
    const toKnow = entry.howToLog === null ? '' : ` To know next time: ${ended(inline(lowered(entry.howToLog)))}`;
    return `- ${causes.length === 1 ? 'Does' : 'Do'} ${listed(causes.map(code))} apply? ${ended(inline(entry.missing.charAt(0).toUpperCase() + entry.missing.slice(1)))}${toKnow}`;
  });
};

const readiness = (boot: BootReport): string[] => {
  const open = boot.checklist.filter(({ status }) => status === 'unknown');
  if (open.length === 0 || open.length === boot.checklist.length) return [];
  return [`- The log does not show whether ${open.map(({ title }) => inline(lowered(title))).join('; ')}.`];
};

/** What the log leaves open, and what to switch on to know it next time. */
export const questions = (boot: BootReport, detail: Detail): string[] => {
  const all = [...gapQuestions(boot), ...doubts(boot), ...unjudged(boot.unevaluated), ...readiness(boot)].slice(0, detail.points);
  return all.length === 0 ? [] : [all.join('\n')];
};
