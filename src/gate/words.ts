import { counted, durationWords, shareWords, sizeWords, trimmed } from '../diagnose/words.js';
import type { BudgetUnit } from '../model/gate.js';

/** A figure as a sentence says it: `3.5 s`, `1.5 GiB`, `74 %`, `29×`, `2`. */
export const amountWords = (value: number, unit: BudgetUnit): string => {
  if (value < 0) return `−${amountWords(-value, unit)}`;
  if (unit === 'seconds') return durationWords(value);
  if (unit === 'bytes') return sizeWords(value);
  if (unit === 'share') return shareWords(value);
  return unit === 'ratio' ? `${trimmed(value, value < 10 ? 1 : 0)}×` : String(value);
};

/** ` (2 of 3 boots)` behind a sentence on some of several; nothing where there is only one. */
export const ofBoots = (deciding: number, all: number): string => (all === 1 ? '' : ` (${deciding} of ${counted(all, 'boot')})`);
