import type { BudgetUnit } from '../../model/gate.js';
import { readDuration } from '../../rules/figures/duration.js';
import { readSize } from '../../rules/figures/size.js';

const examples: Readonly<{ [unit in BudgetUnit]: string }> = { seconds: '45s', bytes: '1.5GiB', share: '20%', ratio: '3', count: '0' };

const percent = /^(\d+(?:\.\d+)?)\s*%$/;
const plain = /^\d+(?:\.\d+)?$/;

/** The figure in base units (seconds, bytes, a share of 1), or what is wrong with it and its mend. Units are always written. */
export const readQuantity = (given: string | number, unit: BudgetUnit): number | { readonly problem: string } => {
  const text = String(given).trim();
  if (text.startsWith('-')) return { problem: `a limit cannot be negative (${text})` };
  const value = readIn(text, unit);
  if (value !== null && Number.isFinite(value)) return value;
  const isBare = plain.test(text);
  return { problem: isBare ? `${text} needs its unit, as in ${examples[unit]}` : `\`${text}\` cannot be read; write it as in ${examples[unit]}` };
};

/** A figure that a schema has let through, in base units; one that cannot be read is a bug. */
export const quantityOf = (given: string | number, unit: BudgetUnit): number => {
  const value = readQuantity(given, unit);
  if (typeof value !== 'number') throw new TypeError(value.problem);
  return value;
};

/** The same, or null where none was given. */
export const quantityIfGiven = (given: string | number | undefined, unit: BudgetUnit): number | null => (given === undefined ? null : quantityOf(given, unit));

const readIn = (text: string, unit: BudgetUnit): number | null => {
  if (unit === 'seconds') return readDuration(text);
  if (unit === 'bytes') return readSize(text);
  if (unit === 'share') {
    const match = percent.exec(text);
    return match === null ? null : Number(match[1]) / 100;
  }
  const number = unit === 'ratio' ? text.replace(/\s*[x×]$/, '') : text;
  if (!plain.test(number)) return null;
  return unit === 'count' && !Number.isInteger(Number(number)) ? null : Number(number);
};
