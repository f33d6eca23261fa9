import { diagnose } from '../../../src/index.js';
import type { Evidence } from '../../../src/model/boot.js';
import type { BootReport, Cause } from '../../../src/model/report.js';

const isEvidence = (value: object): value is Evidence => 'file' in value && 'line' in value && 'text' in value;

/** A member of a report on one line, records by their numbers. */
export const short = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && isEvidence(inner) ? `line ${inner.line}` : inner));

const isEmpty = (value: unknown): boolean => value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Members that a rule's author words; what follows from the log stands in the others. */
const worded = new Set(['title', 'fixes', 'howToLog', 'meaning']);

const withoutWords = (value: object): object => Object.fromEntries(Object.entries(value).filter(([name]) => !worded.has(name)));

const linesOf = ([name, value]: readonly [string, unknown]): string[] => {
  if (isEmpty(value)) return [];
  if (!Array.isArray(value) || typeof value[0] !== 'object') return [`  ${name}: ${short(value)}`];
  return [`  ${name}:`, ...value.map((one: object) => `    ${short(withoutWords(one))}`)];
};

const savings = (causes: readonly Cause[]): string[] =>
  causes.flatMap(({ id, fixes }) => fixes.map((fix) => `    ${id}/${fix.id} ${short(fix.saves === null ? null : { ...fix.saves, leaves: undefined })}`));

const bootLines = ({ id, ...boot }: BootReport): string[] => [
  `${id}: ${boot.verdict}`,
  ...Object.entries(boot).flatMap(linesOf),
  ...(boot.causes.length === 0 ? [] : ['  saves:', ...savings(boot.causes)]),
];

/** Tables of kubectl tell ages. */
const now = new Date('2026-11-27T00:00:00Z');

/**
 * All that a report says of the starts in a log (a path, or its lines), a fact a line. What is agreed stands in `golden/`;
 * `npx vitest run test/diagnose/agreed -u` writes it anew, to be read before it goes in.
 */
export const accountOfLog = async (log: string | readonly string[]): Promise<string> => {
  const { boots } = await diagnose(log, { now });
  return `${boots.flatMap(bootLines).join('\n')}\n`;
};
