import { describe, expect, it } from 'vitest';
import { renderGateGithub, renderGithub } from '../../src/report/github.js';
import { diagnosed, goldenLogs, hostile } from './diagnosed.js';
import { budget, failedGate, gateOf } from './gate-report.js';
import { lessonBoot, reportOf } from './lesson-report.js';

type Command = { readonly name: string; readonly properties: Record<string, string>; readonly message: string };

const decode = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');

/** Reads a line as the runner does: a name, then pairs with commas between them, up to the next two colons; null where it is no command. */
const parse = (line: string): Command | null => {
  const match = /^::([a-z-]+)(?: (.*?))?::(.*)$/.exec(line);
  if (match === null) return null;
  const pairs = (match[2] ?? '').split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), decode(pair.slice(pair.indexOf('=') + 1))] as const);
  return { name: match[1] ?? '', properties: Object.fromEntries(pairs), message: decode(match[3] ?? '') };
};

const commandsOf = (text: string): (Command | null)[] => text.trimEnd().split('\n').map(parse);
const many = (count: number, severity: 'error' | 'warning' | 'note') =>
  Array.from({ length: count }, (_, index) => ({ ...(lessonBoot.causes[0] as (typeof lessonBoot.causes)[0]), id: `${severity}-${index}`, severity }));

describe('a report as annotations of GitHub', () => {
  it.each(goldenLogs)('stays as agreed on: %s', async (name, path) => {
    await expect(renderGithub(await diagnosed(path))).toMatchFileSnapshot(`golden/github-${name}.txt`);
  });

  it('gives a cause with its file, line, title, and the line of the log', () => {
    const [first] = commandsOf(renderGithub(reportOf(lessonBoot)));
    expect(first).toMatchObject({
      name: 'warning',
      properties: { file: 'fixtures/lesson.log', line: '3', title: 'A request creates the device context' },
    });
    expect(first?.message.split('\n')[1]).toBe('[FirstRequest] CUDA context creation: 2.3s');
  });

  it('writes nothing but annotations, whatever the log holds', () => {
    const causes = lessonBoot.causes.map((one) => ({ ...one, title: hostile, because: hostile, evidence: [{ file: hostile, line: 1, text: hostile }] }));
    const text = renderGithub(reportOf({ ...lessonBoot, causes }));
    expect(commandsOf(text).map((one) => one?.name)).toEqual(['warning', 'warning', 'warning', 'warning', 'warning']);
    expect(text).not.toContain('\r');
  });

  it('lets no text end a property or begin another', () => {
    const causes = lessonBoot.causes.map((one) => ({ ...one, title: 'a,line=9::b: 50 %0A' }));
    const [first] = commandsOf(renderGithub(reportOf({ ...lessonBoot, causes })));
    expect(first?.properties).toEqual({ title: 'a,line=9::b: 50 %0A', file: 'fixtures/lesson.log', line: '3' });
  });

  it('shows ten of a kind and counts the others in a notice', () => {
    const commands = commandsOf(renderGithub(reportOf({ ...lessonBoot, causes: [...many(12, 'error'), ...many(11, 'warning'), ...many(10, 'note')] })));
    const of = (name: string) => commands.filter((one) => one?.name === name);
    expect([of('error').length, of('warning').length, of('notice').length]).toEqual([10, 10, 10]);
    expect(commands.at(-1)?.message).toMatch(/^2 errors, 1 warning, 1 note more than GitHub shows/);
  });

  it('is empty where there is nothing to say', () => {
    expect(renderGithub(reportOf({ ...lessonBoot, causes: [] }))).toBe('');
  });
});

describe("a gate's answer as annotations of GitHub", () => {
  it('stays as agreed on', async () => {
    await expect(renderGateGithub(failedGate)).toMatchFileSnapshot('golden/gate-github.txt');
  });

  it('shows a budget at its place in the policy and the verdict in a notice', () => {
    const commands = commandsOf(renderGateGithub(failedGate));
    expect(commands[0]).toMatchObject({ name: 'error', properties: { file: 'deploy/coldcase.yaml', line: '7', col: '3' } });
    expect(commands.at(-1)).toMatchObject({ name: 'notice', properties: { title: 'coldcase gate: fail' } });
  });

  it('writes nothing but annotations, whatever policy and log hold', () => {
    const gate = gateOf({ reason: hostile, budgets: [budget({ verdict: 'exceeded', title: hostile, why: hostile, evidence: [] })] });
    expect(commandsOf(renderGateGithub(gate)).map((one) => one?.name)).toEqual(['error', 'notice']);
  });
});
