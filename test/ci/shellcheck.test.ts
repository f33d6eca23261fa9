import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readAction } from './runner.js';

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

const read = (path: string) => parse(readFileSync(path, 'utf8'));
const pipeline = read('docs/ci/gitlab.yml');

/** Every piece of shell of the action and the examples; those in YAML run under bash, as the platforms start it. */
const pieces: readonly (readonly [name: string, text: string])[] = [
  ...['docs/ci/gate-pods.sh', 'docs/ci/deploy.sh', '.ci/run'].map((path) => [path, readFileSync(path, 'utf8')] as const),
  ...readAction().runs.steps.map(({ run }, index) => [`action.yml, step ${index + 1}`, run] as const),
  ...read('docs/ci/github.yml').jobs.deploy.steps.flatMap(({ name, run }: { name: string; run?: string }) =>
    run === undefined ? [] : [[`docs/ci/github.yml, ${name}`, run] as const],
  ),
  ...['deploy', 'gate'].map((job) => [`docs/ci/gitlab.yml, ${job}`, pipeline[job].script.join('\n')] as const),
];

describe.skipIf(!hasShellcheck)('shellcheck (skipped where the program is not there)', () => {
  it.each(pieces)('has nothing to say of %s', (_, text) => {
    // SC2317: a function that is called by its name only looks unreachable.
    const { stdout } = spawnSync('shellcheck', ['--shell', 'bash', '--severity', 'style', '--exclude', 'SC2317', '-'], { input: text, encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
