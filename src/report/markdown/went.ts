import type { AuditEntry, BootReport, ChecklistEntry } from '../../model/report.js';
import { formatRatio, formatShare } from '../quantity.js';
import { inline } from './escape.js';
import { proof } from './evidence.js';
import { ended } from './sentence.js';

const isJudged = (boot: BootReport): boolean => boot.checklist.some(({ status }) => status !== 'unknown');

/** A limit below 1 is a share of something, one above a multiple. */
const measured = (entry: AuditEntry): string => {
  if (entry.measured === null) return '';
  const figure = entry.limit < 1 ? formatShare : formatRatio;
  return `${figure(entry.measured)}, with a limit of ${figure(entry.limit)}`;
};

const reasonOf = ({ why, evidence }: ChecklistEntry, boot: BootReport): string => (why === '' ? '' : inline(why).replace(/\.$/, '') + proof(evidence, boot));

/** `title: yes, why` as a point of a list. */
const point = (title: string, verdict: string, reason: string): string =>
  ended(`- ${[inline(title), [verdict, reason].filter((part) => part !== '').join('. ')].filter((part) => part !== '').join(': ')}`);

const ofStatus = (boot: BootReport, status: 'pass' | 'fail', word: string): string[] => [
  ...(isJudged(boot) ? boot.checklist : []).filter((entry) => entry.status === status).map((entry) => point(entry.title, word, reasonOf(entry, boot))),
  ...boot.audit.filter((entry) => entry.status === status && entry.measured !== null).map((entry) => point(entry.title, word, measured(entry))),
];

const asList = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [lines.join('\n')]);

/** What held: marks of readiness and figures within their limits. */
export const wentWell = (boot: BootReport): string[] => {
  const fits =
    boot.loading?.fits === true && boot.verdict !== 'failed' ? [ended(`- Loading is ${boot.loading.strategy}, which fits: ${inline(boot.loading.why)}`)] : [];
  return asList([...ofStatus(boot, 'pass', ''), ...fits]);
};

/** What did not hold, and why. */
export const wentBadly = (boot: BootReport): string[] => {
  const misfits = boot.loading?.fits === false ? [ended(`- Loading is ${boot.loading.strategy}, which does not fit: ${inline(boot.loading.why)}`)] : [];
  return asList([...ofStatus(boot, 'fail', 'no'), ...misfits]);
};
