import { describe, expect, it } from 'vitest';
import { howInline } from '../../../src/report/markdown/how.js';

describe('how a fix is done', () => {
  it.each([
    ['gunicorn --timeout 300 (the default is 30 s)', 'gunicorn `--timeout 300` (the default is 30 s)'],
    ['HF_HUB_OFFLINE=1', '`HF_HUB_OFFLINE=1`'],
    ['Turn idle unloading off; call it with 200.', 'Turn idle unloading off; call it with 200.'],
    ['Set `A=1` and --flag', 'Set `A=1` and --flag'],
    ['--config \'{"sizes": [1, 2]}\'', '`--config \'{"sizes": [1, 2]}\'`'],
    ["--a b; --config '[1, 2]' too.", "`--a` b; `--config '[1, 2]'` too."],
    ['@app.before_serving (Quart) or the handler', '`@app.before_serving` (Quart) or the handler'],
  ])('shows %s with its flags and names as code', (how, shown) => {
    expect(howInline(how)).toBe(shown);
  });
});
