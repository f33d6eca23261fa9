import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const readme = readFileSync('README.md', 'utf8');

/** Lines of the first shell block under this heading. */
function commandsUnder(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1] ?? '';
  return (section.match(/```sh\n([\s\S]*?)\n```/)?.[1] ?? '').split('\n');
}

describe('the README', () => {
  it('sets up with exactly two commands', () => {
    expect(commandsUnder('Set up')).toEqual(['npm install && npx coldcase fixtures/lesson.log', 'npm test']);
  });

  it.each(['Diagnose a slow start', 'Stop a deploy', 'Write the postmortem'])('shows how to "%s" in under ten lines', (job) => {
    expect(commandsUnder(job).length).toBeLessThan(10);
    expect(commandsUnder(job).join()).toContain('coldcase');
  });
});
