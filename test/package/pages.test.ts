import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { gateJsonSchema } from '../../src/report/gate/schema.js';
import { reportJsonSchema } from '../../src/report/schema.js';
import { run } from '../cli/run.js';

const optionsIn = (text: string): Set<string> => new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option));

/** Options by the head of their section; those of the beginning hold for every command. */
const optionsOf = (page: string, command: string): Set<string> => {
  const section = (name: string): string => page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
  return new Set([...optionsIn(page.split(/^## /m)[0] ?? ''), ...optionsIn(section(command))]);
};

/** Commands whose actions have options of their own. */
const actionsOf = new Map([['baseline', ['record', 'show', 'merge']]]);

const membersIn = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(membersIn);
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(membersIn)];
};

describe('docs/cli.md', () => {
  const page = readFileSync('docs/cli.md', 'utf8');

  it.each([...commands.keys()])('tells every option of %s, and none that it lacks', async (command) => {
    const texts = await Promise.all([[], ...(actionsOf.get(command) ?? []).map((action) => [action])].map((action) => run([command, ...action, '--help'])));
    const help = new Set(texts.flatMap(({ out }) => [...optionsIn(out.split(/^Options:$/m)[1]?.split(/^\w+:/m)[0] ?? '')]));
    const others = ['--prefix', '--previous', '--timestamps'];
    const told = [...optionsOf(page, command)].filter((option) => !others.includes(option));
    expect(told.sort()).toEqual([...help].sort());
  });
});

describe('docs/report.md', () => {
  it.each([
    ['the report', reportJsonSchema],
    ["a gate's answer", gateJsonSchema],
  ])('tells every field of %s', (_, schema) => {
    const page = readFileSync('docs/report.md', 'utf8');
    const told = new Set([...page.matchAll(/`(\w+)`/g)].map((match) => match[1]));
    for (const known of ['file', 'line', 'text']) told.add(known);
    expect([...new Set(membersIn(schema))].filter((member) => !told.has(member))).toEqual([]);
  });
});
