import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const found = (text: string): string[] => validate(text).map(({ range, message }) => `${range.start.line + 1}: ${message}`);

describe('a file that builds an image', () => {
  it.each(['Containerfile', 'docs/ci/Dockerfile'])('%s is accepted by a linter', (file) => {
    expect(found(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('would not be with a mistake in it', () => {
    expect(found(readFileSync('Containerfile', 'utf8').replace('WORKDIR', 'WORKDRI'))).toEqual([expect.stringContaining('WORKDRI')]);
  });

  it('runs the command without rights, and clears away orphans', () => {
    const last =
      readFileSync('Containerfile', 'utf8')
        .split(/^FROM /m)
        .at(-1) ?? '';
    expect(last).toMatch(/^USER (?!root)/m);
    expect(last).toMatch(/^ENTRYPOINT \["tini", "--", "coldcase"\]$/m);
  });
});
