import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../scripts/man-page.js';
import { commands } from '../../src/cli/commands.js';
import { run } from './run.js';

const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

const scriptFor = async (shell: string): Promise<string> => {
  const file = join(mkdtempSync(join(tmpdir(), 'coldcase-completion-')), `coldcase.${shell}`);
  writeFileSync(file, (await run(['completion', shell])).out);
  return file;
};

/** What bash offers for these words. */
const offered = (script: string, words: readonly string[]): string[] => {
  const line = `source ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _coldcase; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', line], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
};

describe('completion', () => {
  it('in bash offers commands, actions, and the options of the command at hand', async () => {
    const script = await scriptFor('bash');
    expect(offered(script, ['coldcase', 'gat'])).toEqual(['gate']);
    expect(offered(script, ['coldcase', 'rules', 'l'])).toEqual(['list', 'lint']);
    expect(offered(script, ['coldcase', 'gate', '--polic'])).toEqual(['--policy']);
    expect(offered(script, ['coldcase', '--follo'])).toEqual(['--follow']);
    expect(offered(script, ['coldcase', 'gate', '--policy', 'README.m'])).toEqual(['README.md']);
  });

  it.each(['zsh', 'fish'])('in %s is a script that the shell takes (skipped where it is not installed)', async (shell) => {
    if (!has(shell)) return;
    const { status, stderr } = spawnSync(shell, ['-n', await scriptFor(shell)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('of another shell is refused with the near one', async () => {
    expect((await run(['completion', 'zhs'])).err).toContain("completion knows no 'zhs'; did you mean zsh?");
  });
});

describe('the manual page', () => {
  it('tells of each command', async () => {
    const page = await manPage();
    for (const name of commands.keys()) expect(page).toContain(`.SS coldcase ${name}\n`);
  });

  it.skipIf(!has('mandoc') && spawnSync('mandoc').error !== undefined)('has no error that mandoc finds (skipped without it)', async () => {
    const { stdout } = spawnSync('mandoc', ['-Tlint', '-Werror'], { input: await manPage(), encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
