import { describe, expect, it } from 'vitest';
import { run } from './run.js';

describe('the diagnosis of a fixture', () => {
  it('is the text that was agreed on', async () => {
    const { out } = await run(['fixtures/lesson.log'], { env: { COLUMNS: '80' } });
    await expect(out).toMatchFileSnapshot('../../fixtures/expected/lesson.txt');
  });

  it('is the JSON that was agreed on, whatever the version', async () => {
    const { out } = await run(['--format', 'json', 'fixtures/lesson.log']);
    await expect(out.replace(/"version": "[^"]*"/, '"version": "…"')).toMatchFileSnapshot('../../fixtures/expected/lesson.json');
  });
});
