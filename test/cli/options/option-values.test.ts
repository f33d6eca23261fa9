import { describe, expect, it } from 'vitest';
import { aboveZero, amount, formatOption, oneOf, timeOption } from '../../../src/cli/options/option-values.js';

describe('amount', () => {
  const deadline = amount('--deadline', 'seconds', aboveZero('seconds'));

  it('reads a figure with its unit in base units', () => {
    expect(deadline('5m')).toBe(300);
  });

  it('asks for a unit that is not there', () => {
    expect(() => deadline('5')).toThrow('--deadline 5: 5 needs its unit, as in 45s');
  });

  it('says what to give in place of a figure that does not fit', () => {
    expect(() => deadline('0s')).toThrow('--deadline 0s: give more than 0s');
  });
});

describe('oneOf', () => {
  it('names the words that an option takes', () => {
    expect(() => oneOf('--device', ['cuda', 'cpu'])('gpu')).toThrow('--device gpu: give cuda or cpu');
  });
});

describe('options in the help', () => {
  it('shows a usual time with its unit', () => {
    const { defaultValue, defaultValueDescription } = timeOption('--idle <time>', 'left alone', aboveZero('seconds'), 10);
    expect([defaultValue, defaultValueDescription]).toEqual([10, '10s']);
  });

  it('lists the formats of a command, the usual one first', () => {
    const { argChoices, defaultValue } = formatOption(['text', 'json']);
    expect([argChoices, defaultValue]).toEqual([['text', 'json'], 'text']);
  });
});
