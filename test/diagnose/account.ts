import type { Evidence } from '../../src/model/boot.js';
import type { BootReport, Cause, Report } from '../../src/model/report.js';

const isEvidence = (value: object): value is Evidence => 'file' in value && 'line' in value && 'text' in value;

/** A member of a report on one line, records by their numbers. */
const short = (value: unknown): string =>
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

/** All that a report says of its starts, a fact a line, so that a change of it is seen and read. */
export const accountOf = ({ boots }: Report): string => `${boots.flatMap(bootLines).join('\n')}\n`;
