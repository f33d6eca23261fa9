import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const environment = { ...env, PYTHONPATH: at('../../fixtures/lab/python'), PYTHONDONTWRITEBYTECODE: '1' };
const hasTorch = spawnSync('/usr/bin/python3', ['-c', 'import torch'], { env: environment }).status === 0;

it.skipIf(!hasTorch)("the PyTorch service's settings, wordings, tokenizers and weights (skipped without torch: apt-get install python3-torch)", () => {
  const run = spawnSync('/usr/bin/python3', ['-W', 'ignore', '-m', 'unittest', 'test_service'], { cwd: at('python'), env: environment, encoding: 'utf8' });
  expect(run.stderr).toMatch(/Ran \d+ tests in [\d.]+s\n\nOK\n$/);
});
