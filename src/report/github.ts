import type { GateReport } from '../model/gate.js';
import type { Report, Severity } from '../model/report.js';
import { isAbsolute, relativePath } from './escape/relative-path.js';
import { sanitize } from './escape/sanitize.js';
import type { Finding } from './findings/finding.js';
import { causeFindings } from './findings/findings.js';
import { budgetFindings } from './gate/findings.js';
import { placeOf } from './text/evidence.js';

/** GitHub shows no more than ten annotations of a kind for each step. */
const shownOfAKind = 10;

const commands: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };

const encodeMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const encodeProperty = (text: string): string => encodeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A workflow command: one line, whatever the texts hold, that begins with its own name. */
const commandOf = (name: string, properties: { readonly [name: string]: string }, text: string): string => {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${encodeProperty(value)}`);
  return `::${name} ${pairs.join(',')}::${encodeMessage(text)}`;
};

const longestText = 500;

/** GitHub finds an absolute path below the checkout by itself, and takes any other path as one from there. */
const fileOf = (file: string): string => (isAbsolute(file) ? file : relativePath(file));

/** The line of the log that shows it: that of the place itself, or the first beside it. */
const lineOf = ({ place, related }: Finding): string[] => {
  const [first] = related;
  if (place.text !== null) return [place.text.slice(0, longestText)];
  return first === undefined ? [] : [`${placeOf(first)}: ${first.text.slice(0, longestText)}`];
};

const annotation = (finding: Finding): string => {
  const { place, severity, title, message, fixes } = finding;
  const column = place.column === null ? {} : { col: String(place.column) };
  const fix = fixes.slice(0, 1).map((one) => `→ ${one.do}${one.how === null ? '' : `\n${one.how.trimEnd()}`}`);
  return commandOf(
    commands[severity],
    { title, file: fileOf(place.file), line: String(place.line), ...column },
    [message, ...lineOf(finding), ...fix].join('\n'),
  );
};

/** The closing notice is one of the ten. */
const roomOf = (severity: Severity): number => (severity === 'note' ? shownOfAKind - 1 : shownOfAKind);

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const unshown = (more: ReadonlyMap<Severity, number>): string[] => {
  const parts = [...more].filter(([, count]) => count > 0).map(([severity, count]) => counted(count, severity));
  return parts.length === 0 ? [] : [`${parts.join(', ')} more than GitHub shows of a step; the job summary and the other reports have them all.`];
};

type Notice = { readonly title: string; readonly sentences: readonly string[] };

/** Annotations, as many as are shown, and one notice with what is to be said at the end and how many are not shown. */
const annotations = (findings: readonly Finding[], notice: Notice): string => {
  const more = new Map<Severity, number>();
  const lines = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const ofKind = findings.filter((finding) => finding.severity === severity);
    const shown = ofKind.slice(0, roomOf(severity));
    more.set(severity, ofKind.length - shown.length);
    return shown.map(annotation);
  });
  const sentences = [...notice.sentences, ...unshown(more)];
  const closing = sentences.length === 0 ? [] : [commandOf('notice', { title: notice.title }, sentences.join('\n'))];
  return [...lines, ...closing].map((line) => `${line}\n`).join('');
};

/** A report as workflow commands of GitHub Actions, an annotation for each cause. */
export const renderGithub = (report: Report): string => annotations(causeFindings(report), { title: 'coldcase', sentences: [] });

/** A gate's answer as workflow commands of GitHub Actions: an annotation for each budget that was not kept or could not be decided, and the verdict. */
export const renderGateGithub = (gate: GateReport): string =>
  annotations(budgetFindings(gate), { title: `coldcase gate: ${gate.verdict}`, sentences: [sanitize(gate.reason)] });
