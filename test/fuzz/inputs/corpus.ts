import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { builtinRules } from '../../../src/rules/builtin.js';

/** Real input to begin from: what a program never prints finds only the first check of each parser. */

const longestLine = 600;

/** The captured logs, and the lesson's, as lines. */
export const logs: readonly (readonly string[])[] = globSync(['fixtures/**/*.log'], { cwd: process.cwd() })
  .sort()
  .map((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(0, longestLine)),
  );

/** One line of each signal that a rule knows. */
export const ruleLines: readonly string[] = builtinRules.runtimes.flatMap(({ signals }) =>
  signals.flatMap(({ examples }) => examples.map((example) => (typeof example === 'string' ? example : example.line).slice(0, longestLine))),
);

/** Every line at hand, each once. */
export const lines: readonly string[] = [...new Set([...logs.flat(), ...ruleLines])];
