import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.js';
import { scratchFolder } from './scratch.js';

const { path, write } = scratchFolder();

/** Ten aliases of ten aliases of …: 10^9 entries if anybody counts them out. */
const laughs = (top: string): string => {
  const levels = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`);
  return `a0: &a0 x\n${levels.join('\n')}\n${top}\n`;
};

const deep = (depth: number): string => `budgets: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}\n`;

describe('a policy', () => {
  it('that grows without end by its aliases is refused in one sentence', async () => {
    const policy = write('coldcase.yaml', laughs('version: 1\nbudgets: *a9'));
    const { status, err } = await run(['gate', 'fixtures/lesson.log', '--policy', policy]);
    expect([status, err]).toEqual([2, expect.stringMatching(/^coldcase: \S*coldcase\.yaml: cannot be read: .*alias.*\n$/i)]);
  });

  it.each([100, 2_000, 20_000])('nested %i deep is refused, not a crash', async (depth) => {
    const policy = write('coldcase.yaml', `version: 1\n${deep(depth)}`);
    const { status, err } = await run(['gate', 'fixtures/lesson.log', '--policy', policy]);
    expect(status).toBe(2);
    expect(err).toMatch(/^coldcase: \S*coldcase\.yaml[^\n]*\n/);
    expect(err).not.toContain('bug');
  });

  it('that holds an alias of itself is refused', async () => {
    const policy = write('coldcase.yaml', 'version: 1\nbudgets: &b { phases: *b }\n');
    expect((await run(['gate', 'fixtures/lesson.log', '--policy', policy])).status).toBe(2);
  });

  it('with members of the name __proto__ changes nothing of what all objects share', async () => {
    const policy = write('coldcase.yaml', 'version: 1\n__proto__: { polluted: yes }\nbudgets: { timeToReady: 45s }\n');
    expect((await run(['gate', 'fixtures/lesson.log', '--policy', policy])).status).toBe(2);
    expect('polluted' in {}).toBe(false);
  });

  it('that extends a chain of itself is refused', async () => {
    const policy = write('coldcase.yaml', 'version: 1\nextends: other.yaml\n');
    write('other.yaml', 'version: 1\nextends: coldcase.yaml\n');
    expect((await run(['gate', 'fixtures/lesson.log', '--policy', policy])).err).toMatch(/extends itself/);
  });
});

describe('a rule', () => {
  const rulesWith = (signals: string): void => {
    write('rules/own.yaml', `runtime: own\ntitle: Own\nkind: server\ndetect: ['own server v']\nreferences: ['https://example.org']\nsignals:\n${signals}`);
  };
  const pattern = (text: string): string =>
    `  - { id: own/x, event: model-load, pattern: '${text}', examples: [{ line: 'loaded aaaa' }], counterexamples: ['unloaded'] }\n`;

  it('that grows without end by its aliases is refused', async () => {
    write('rules/own.yaml', laughs('runtime: own\nsignals: *a9'));
    const { status, err } = await run(['fixtures/lesson.log', '--rules', path('rules')]);
    expect([status, err]).toEqual([2, expect.stringMatching(/own\.yaml: cannot be read: .*alias/i)]);
  });

  it.each(['loaded (a+)+$', 'loaded (a|a)*b', 'loaded (?:a|aa)+$', 'loaded .*a.*a.*a.*a.*a.*$', 'loaded (\\w+\\s?)*:$', 'loaded (a{1,100}){1,100}b'])(
    'whose pattern may run for ever (%s) is refused with its place',
    async (bomb) => {
      rulesWith(pattern(bomb));
      const { status, err } = await run(['fixtures/lesson.log', '--rules', path('rules')]);
      expect(status).toBe(2);
      expect(err).toMatch(/own\.yaml:7:\d+: `loaded /);
    },
    60_000,
  );
});
