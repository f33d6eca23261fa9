import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/index.js';

type Dress = (lines: readonly string[]) => readonly string[];

/** How logs come to be read: as people and programs pass them on. */
const dresses: { readonly [name: string]: Dress } = {
  indented: (lines) => lines.map((line) => (line === '' ? '' : `    ${line}`)),
  quoted: (lines) => lines.map((line) => `> ${line}`),
  'commented out': (lines) => lines.map((line) => `# ${line}`),
  'in a box': (lines) => lines.map((line) => `│ ${line.padEnd(200)} │`),
  'with numbers': (lines) => lines.map((line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  'behind the outputs’ names': (lines) => lines.map((line, at) => `${at % 2 === 0 ? 'stdout' : 'stderr'} | ${line}`),
  'as a list in JSON': (lines) => ['[', ...lines.map((line) => `  ${JSON.stringify(line)},`), ']'],
  'as bytes of Python': (lines) => lines.map((line) => `b'${line.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}\\n'`),
  'with Markdown’s backslashes': (lines) => lines.map((line) => line.replace(/[_*]/g, '\\$&')),
  'with HTML’s entities': (lines) =>
    lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')),
  'with printers’ quotes': (lines) => lines.map((line) => line.replaceAll('"', '”').replaceAll("'", '’')),
  'with blanks that do not break': (lines) => lines.map((line) => line.replaceAll(' ', '\u00a0')),
  'in Docker’s JSON': (lines) => lines.map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr' })),
  'from a pod': (lines) => lines.map((line) => `[pod/ranker-5d4f8c0001-x0001/server] ${line}`),
  'with CRLF and blanks at the ends': (lines) => lines.map((line) => `${line}  \r`),
  'in colours that lost their escape': (lines) => lines.map((line) => `[32m${line}[0m`),
  'from a page with a fence': (lines) => ['<details><summary>log</summary>', '', '```', ...lines, '```', '', '</details>'],
};

const mostLines = 300;
const logs = globSync('fixtures/captured/{gpu,gpu-libraries,repeats}/**/*.log').sort();

const foundIn = async (lines: readonly string[]) => {
  const { boots } = await diagnose(lines.map((line) => `${line}\n`));
  return boots.map(({ verdict, causes, timeToReadySeconds }) => [verdict, timeToReadySeconds, causes.map(({ id, severity }) => `${id} ${severity}`)]);
};

describe('a captured log', () => {
  const read = logs.map((path) => [path, readFileSync(path, 'utf8').trimEnd().split('\n')] as const).filter(([, lines]) => lines.length <= mostLines);
  const names = Object.keys(dresses);

  it('is there to be dressed', () => {
    expect(read.length).toBeGreaterThan(2 * names.length);
  });

  // Each log in one dress, each dress around several logs: all of them in all take a minute.
  for (const [at, [path, lines]] of read.entries()) {
    const name = names[at % names.length] as string;
    it(`${path} says the same ${name}`, async () => {
      expect(await foundIn((dresses[name] as Dress)(lines))).toEqual(await foundIn(lines));
    });
  }
});
