import { Option } from 'commander';
import { readQuantity } from '../../gate/policy/quantity.js';
import type { BudgetUnit } from '../../model/gate.js';
import { UserError } from '../../model/user-error.js';

/** Which figures an option takes, and what to give where one does not fit. */
export type Range = { readonly fits: (value: number) => boolean; readonly mend: string };

/** For times and sizes that are not to be nothing. */
export const aboveZero = (unit: 'seconds' | 'bytes'): Range => ({ fits: (value) => value > 0, mend: unit === 'seconds' ? 'more than 0s' : 'more than 0' });

/** Reads an option's figure with its unit (`45s`, `16GiB`, `5%`): in seconds, bytes, or as a share of 1. Throws a UserError. */
export const amount =
  (option: string, unit: BudgetUnit, { fits, mend }: Range) =>
  (text: string): number => {
    const value = readQuantity(text, unit);
    if (typeof value !== 'number') throw new UserError(`${option} ${text}: ${value.problem}`);
    if (fits(value)) return value;
    throw new UserError(`${option} ${text}: give ${mend}`);
  };

/** Reads an option that takes one of a few words. Throws a UserError. */
export const oneOf =
  <T extends string>(option: string, words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new UserError(`${option} ${text}: give ${words.join(' or ')}`);
  };

/** `--format` of a command, with the formats that it has, for its help and for completions; the first is the usual one. */
export const formatOption = (names: readonly string[], describes = 'format of the answer'): Option =>
  // Not by commander's own check: what is wrong with a name is said later, with the nearest one.
  new Option('-f, --format <name>', describes)
    .choices(names)
    .default(names[0])
    .argParser((text) => text);

/** `--format` of a command whose answer is not a report. */
export const textOrJsonOption = (describes?: string): Option => formatOption(['text', 'json'], describes).argParser(oneOf('--format', ['text', 'json']));

/** An option that takes a time, with the usual one in seconds. */
export const timeOption = (flags: string, describes: string, range: Range, usualSeconds: number): Option => {
  const option = new Option(flags, describes);
  return option.default(usualSeconds, `${usualSeconds}s`).argParser(amount(option.long ?? flags, 'seconds', range));
};
