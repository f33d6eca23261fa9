import { describe, expect, it } from 'vitest';
import { levelOfCapitals, levelOfLetter, levelOfNumber, levelOfSeverity, levelOfWord } from '../../src/read/level.js';

describe('a level', () => {
  it.each([
    ['TRACE', 'trace'],
    ['verbose', 'trace'],
    ['Debug', 'debug'],
    ['DBG', 'debug'],
    ['Information', 'info'],
    ['notice', 'info'],
    ['LOG', 'info'],
    ['WARN', 'warning'],
    ['wrn', 'warning'],
    ['SEVERE', 'error'],
    ['Critical', 'fatal'],
    ['dpanic', 'fatal'],
    ['VRB', 'trace'],
    ['TRC', 'trace'],
    ['FTL', 'fatal'],
    ['PNC', 'fatal'],
    ['iNFO', null],
    ['infos', null],
    ['', null],
  ])('is meant by the word %j', (word, level) => {
    expect(levelOfWord(word)).toBe(level);
  });

  it.each([
    ['T', 'trace'],
    ['V', 'trace'],
    ['D', 'debug'],
    ['I', 'info'],
    ['W', 'warning'],
    ['E', 'error'],
    ['F', 'fatal'],
    ['C', 'fatal'],
    ['i', null],
    ['X', null],
    ['', null],
    ['II', null],
    ['constructor', null],
  ])('is meant by the letter %j', (letter, level) => {
    expect(levelOfLetter(letter)).toBe(level);
  });

  it.each([
    ['INFO', 'info'],
    ['EZZ', null],
    ['DPANIC', 'fatal'],
    ['Info', null],
    ['info', null],
    ['LOG', null],
    ['DEFAULT', null],
    ['CONFIG', null],
    ['FINE', null],
    ['FINER', 'trace'],
    ['I', null],
    ['', null],
  ])('is meant by the word %j in front of a plain line', (word, level) => {
    expect(levelOfCapitals(word)).toBe(level);
  });

  it.each([
    [9, null],
    [10, 'trace'],
    [19, 'trace'],
    [20, 'debug'],
    [29, 'debug'],
    [30, 'info'],
    [39, 'info'],
    [40, 'warning'],
    [49, 'warning'],
    [50, 'error'],
    [59, 'error'],
    [60, 'fatal'],
    [69, 'fatal'],
    [70, null],
  ])('is meant by the number %i', (number, level) => {
    expect(levelOfNumber(number)).toBe(level);
  });

  it.each([
    [0, 'fatal'],
    [2, 'fatal'],
    [3, 'error'],
    [4, 'warning'],
    [5, 'info'],
    [6, 'info'],
    [7, 'debug'],
  ])("is meant by syslog's severity %i", (severity, level) => {
    expect(levelOfSeverity(severity)).toBe(level);
  });
});
