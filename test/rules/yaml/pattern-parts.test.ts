import { describe, expect, it } from 'vitest';
import { parseRules } from '../../../src/rules/yaml/load.js';

const file = (parts: string, pattern: string): string => `runtime: server
title: A server
kind: server
detect: ['server says']
${parts}signals:
  - id: server/loaded
    pattern: '${pattern}'
    phase: weights-load
    examples: ['weights loaded in 3s']
    counterexamples: ['weights not loaded']
`;

const patternOf = (parts: string, pattern: string): unknown =>
  parseRules([{ file: 'server.yaml', text: file(parts, pattern) }]).runtimes[0]?.rule.signals[0]?.pattern;

const problemsOf = (parts: string, pattern: string): string[] =>
  parseRules([{ file: 'server.yaml', text: file(parts, pattern) }]).problems.map(({ message }) => message);

describe('parts of patterns', () => {
  it('stand for their text, also in the parts below them', () => {
    const parts = "parts:\n  time: '\\d+s'\n  stated: '(?<duration>{{time}})'\n";
    expect(patternOf(parts, 'weights loaded in {{stated}}')).toBe('weights loaded in (?<duration>\\d+s)');
  });

  it('are told apart from what a regular expression may hold', () => {
    expect(patternOf("parts:\n  time: '\\d+s'\n", '[a-z]{2,3} loaded in {{time}}')).toBe('[a-z]{2,3} loaded in \\d+s');
  });

  it('that are not there, or stand further below, are told with the near one', () => {
    expect(problemsOf("parts:\n  time: '\\d+s'\n", 'loaded in {{tme}}')).toEqual(['server.yaml:9:14: there is no part `tme`; did you mean time?']);
    expect(problemsOf("parts:\n  stated: '{{time}}'\n  time: '\\d+s'\n", 'loaded in {{stated}}')).toEqual([
      'server.yaml:6:11: there is no part `time`; define it above, under `parts`',
    ]);
  });

  it('without which braces are no pattern', () => {
    expect(problemsOf('', 'loaded in {{time}}')[0]).toMatch(/^server\.yaml:7:14: /);
  });
});
