import { readFileSync } from 'node:fs';

/** The lesson's log. */
export const lessonLog = readFileSync('fixtures/lesson.log', 'utf8');

/** Policies that the lesson's log keeps, does not keep, and leaves open. */
export const policies = {
  pass: 'version: 1\nbudgets:\n  requestPhases: { compile: 2s }\n',
  fail: 'version: 1\nbudgets:\n  firstRequest: 1s\n',
  undecided: 'version: 1\nbudgets:\n  timeToReady: 90s\n',
} as const;
