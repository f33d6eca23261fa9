import { listWords } from '../../diagnose/words.js';
import type { ComparedFigure, Comparison } from '../../model/comparison.js';
import { amountWords } from '../words.js';

type Summed = Pick<Comparison, 'figures' | 'phases' | 'causes' | 'before' | 'after'>;

/** Phases that together make up this share of a shift explain it. */
const explainedShare = 0.8;

/** Seconds under which nobody asks which phase it was. */
const worthExplaining = 0.1;

const failed = ({ boots }: Comparison['before']): number => boots.filter(({ verdict }) => verdict === 'failed').length;

const failures = ({ before, after }: Summed): string[] => {
  const [old, recent] = [failed(before), failed(after)];
  if (recent === old) return [];
  return [`${recent} of ${after.boots.length} starts failed, where ${old} of ${before.boots.length} did.`];
};

/** The phases that moved the same way as the whole, most first, until they explain it. */
const explainedBy = (whole: ComparedFigure, phases: readonly ComparedFigure[], prefix: string): ComparedFigure[] => {
  const shift = whole.shift ?? 0;
  const candidates = phases.filter(({ id, shift: own }) => id.startsWith(prefix) && own !== null && own * shift > 0 && Math.abs(own) >= Math.abs(shift) / 10);
  const chosen: ComparedFigure[] = [];
  let sum = 0;
  for (const phase of candidates) {
    if (Math.abs(sum) >= explainedShare * Math.abs(shift)) break;
    chosen.push(phase);
    sum += phase.shift ?? 0;
  }
  return chosen;
};

const movedWords = (figure: ComparedFigure): string => {
  const { title, unit, before, after, shift, movement } = figure;
  if (before === null || after === null || shift === null) return '';
  if (movement === 'same') return `The ${title} is the same (${amountWords(after, unit)})`;
  const chance = movement === 'unclear' && figure.p !== null ? ', which chance may explain' : '';
  return `The ${title} went ${shift > 0 ? 'up' : 'down'} by ${amountWords(Math.abs(shift), unit)}, from ${amountWords(before, unit)} to ${amountWords(after, unit)}${chance}`;
};

const told = (figure: ComparedFigure | undefined, phases: readonly ComparedFigure[], prefix: string): string[] => {
  if (figure === undefined || figure.shift === null) return [];
  const moved = movedWords(figure);
  if (figure.movement === 'same') return [`${moved}.`];
  const by = explainedBy(figure, phases, prefix).map(
    ({ id, shift }) => `${id.slice(prefix.length)} (${(shift ?? 0) > 0 ? '+' : '−'}${amountWords(Math.abs(shift ?? 0), 'seconds')})`,
  );
  if (by.length > 0) return [`${moved}: ${listWords(by)}.`];
  return [Math.abs(figure.shift) < worthExplaining ? `${moved}.` : `${moved}; no phase that the logs show explains it.`];
};

const causesToldOf = ({ causes }: Summed): string[] => {
  const serious = (list: Comparison['causes']['came']): string[] => list.filter(({ severity }) => severity !== 'note').map(({ id }) => id);
  const [came, went] = [serious(causes.came), serious(causes.went)];
  return [
    ...(came.length === 0 ? [] : [`New: ${listWords(came.slice(0, 4))}${came.length > 4 ? ` and ${came.length - 4} more` : ''}.`]),
    ...(went.length === 0 ? [] : [`Gone: ${listWords(went.slice(0, 4))}${went.length > 4 ? ` and ${went.length - 4} more` : ''}.`]),
  ];
};

/** What moved, by how much, and what explains it, in words. */
export const summaryOf = (compared: Summed): string => {
  const { figures, phases } = compared;
  const ready = told(
    figures.find(({ id }) => id === 'timeToReady'),
    phases,
    'phases.',
  );
  const first = told(
    figures.find(({ id }) => id === 'firstRequest'),
    phases,
    'requestPhases.',
  );
  const parts = [...failures(compared), ...ready, ...first, ...causesToldOf(compared)];
  return parts.length === 0 ? 'The logs do not give figures to compare.' : parts.join(' ');
};
