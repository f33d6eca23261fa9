import type { BootReport, Verdict } from '../../model/report.js';
import { formatSeconds } from '../quantity.js';
import { byCost } from '../text/causes.js';
import { chainsOf } from './chain.js';
import { code, inline } from './escape.js';
import { isHealthy } from './sections.js';
import { ended, lowered } from './sentence.js';
import { nameOf, startMoment, subject } from './subject.js';
import { table } from './table.js';

const shownRows = 100;
const longestReason = 300;
const gravity: { readonly [verdict in Verdict]: number } = { failed: 0, cold: 1, slow: 2, unknown: 3, warm: 4 };

const cost = (boot: BootReport): number => byCost(boot.causes)[0]?.seconds ?? 0;

/** The starts that are worth a section, the gravest and dearest first. */
export const worthTelling = (boots: readonly BootReport[]): BootReport[] =>
  boots.filter((boot) => !isHealthy(boot) && boot.verdict !== 'unknown').sort((a, b) => gravity[a.verdict] - gravity[b.verdict] || cost(b) - cost(a));

const figure = (seconds: number | null, before = ''): string => (seconds === null ? '' : `${before}${formatSeconds(seconds)}`);

const row = (boot: BootReport): string[] => [
  nameOf(boot),
  boot.replica === null ? '' : code(boot.replica),
  startMoment(boot) ?? '',
  subject(boot),
  boot.verdict === 'warm' ? 'healthy' : boot.verdict,
  figure(boot.timeToReadySeconds),
  boot.firstRequestSeconds === null ? figure(boot.firstRequestAtLeastSeconds, '≥ ') : figure(boot.firstRequestSeconds),
  inline(chainsOf(boot.causes)[0]?.root.title ?? ''),
];

/** All starts in one table, in their order; of very many those that are worth most, and how many are left out. */
export const bootTable = (boots: readonly BootReport[]): string[] => {
  const kept = boots.length <= shownRows ? new Set(boots) : new Set([...worthTelling(boots), ...boots].slice(0, shownRows));
  const shown = boots.filter((boot) => kept.has(boot));
  const head = ['Start', 'Replica', 'Began', 'Of', 'Verdict', 'Ready after', 'First request', 'Root cause'];
  const columns = head.map((name) => (name === 'Ready after' || name === 'First request' ? { head: name, align: 'right' as const } : { head: name }));
  const left = boots.length - shown.length;
  return [table(columns, shown.map(row)), ...(left === 0 ? [] : [`${left} more ${left === 1 ? 'start is' : 'starts are'} left out of the table.`])];
};

/** A start in one line: what became of it. */
export const bootLine = (boot: BootReport): string => {
  if (isHealthy(boot))
    return `- ${nameOf(boot)} is healthy${boot.timeToReadySeconds === null ? '' : `, ready after ${formatSeconds(boot.timeToReadySeconds)}`}.`;
  return `- ${nameOf(boot)}: ${boot.verdict}. ${ended(inline(lowered(boot.reason.slice(0, longestReason))).replace(/^./, (first) => first.toUpperCase()))}`;
};
