import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { commands } from '../src/cli/commands.js';
import { loadRules } from '../src/rules/load.js';
import { rulePages } from './rule-docs/pages.js';
import { stalePages } from './rule-docs/stale.js';

/**
 * The pages in Markdown against the tree: links lead to a file and a heading that exist, `npm run` names a script, and
 * `coldcase` commands and options are known to the built command; pages made from rules are what the rules say now. Lists what is wrong, by
 * file and line; status 1 then.
 */

type Finding = { readonly file: string; readonly line: number; readonly text: string };

const helpPages = new Map<string, string>();
const pages = globSync(['*.md', 'docs/**/*.md', 'rules/**/*.md', 'fixtures/**/*.md']).sort();
const findings = pages.flatMap((file) => {
  const { prose, code } = split(readFileSync(file, 'utf8'));
  return [...prose.flatMap(({ text, line }) => brokenLinks(file, text, line)), ...code.flatMap(({ text, line }) => wrongCommands(file, text, line))];
});
for (const { file, line, text } of findings) console.error(`${file}:${line}: ${text}`);
console.log(`${pages.length} pages, ${findings.length} broken links or commands`);
const stale = stalePages(rulePages(await loadRules('rules')), 'docs');
for (const { file, text } of stale) console.error(`${file}: ${text}; npm run docs:rules writes it anew`);
console.log(`${stale.length} pages of rules out of date`);
if (findings.length + stale.length > 0) process.exitCode = 1;

/** Lines outside of fences, and lines of fences that hold shell commands. */
function split(page: string): { prose: { text: string; line: number }[]; code: { text: string; line: number }[] } {
  const prose: { text: string; line: number }[] = [];
  const code: { text: string; line: number }[] = [];
  let fence: string | null = null;
  for (const [at, text] of page.split('\n').entries()) {
    const mark = text.match(/^\s*```(\w*)/);
    if (mark) fence = fence === null ? (mark[1] ?? '') : null;
    else if (fence === null) prose.push({ text, line: at + 1 });
    else if (['sh', 'bash', 'console'].includes(fence)) code.push({ text: text.replace(/\s#\s.*$/, ''), line: at + 1 });
  }
  return { prose, code: [...code, ...prose.flatMap(({ text, line }) => inlineCode(text).map((part) => ({ text: part, line })))] };
}

function inlineCode(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').filter((part) => /^(npx coldcase|coldcase|npm) /.test(part));
}

function brokenLinks(file: string, text: string, line: number): Finding[] {
  const targets = [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)/g)].map((match) => match[1] ?? '');
  return targets.flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const page = path === '' ? file : join(dirname(file), path);
    if (!existsSync(page)) return [{ file, line, text: `link to ${target}: no such file` }];
    const isMissing = anchor !== undefined && page.endsWith('.md') && !headings(page).has(anchor);
    return isMissing ? [{ file, line, text: `link to ${target}: no such heading` }] : [];
  });
}

/** Anchors as code hosts make them: lower case, punctuation dropped, a hyphen for each space. */
function headings(page: string): Set<string> {
  const titles = [...readFileSync(page, 'utf8').matchAll(/^#+ +(.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

function wrongCommands(file: string, text: string, line: number): Finding[] {
  return text.split(/&&|\|\||[|;]/).flatMap((command) => {
    const [first = '', ...rest] = command.trim().replace(/^\$ /, '').replace(/^npx /, '').split(/\s+/);
    const wrong = first === 'npm' ? wrongScript(rest) : first === 'coldcase' ? wrongOption(rest) : null;
    return wrong === null ? [] : [{ file, line, text: wrong }];
  });
}

function wrongScript(words: readonly string[]): string | null {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const name = words[0] === 'run' ? words[1] : words[0] === 'test' ? 'test' : undefined;
  return name === undefined || name in scripts ? null : `npm run ${name}: no such script`;
}

/** The command that `coldcase` words ask for, and each long option, must stand in its `--help`. */
function wrongOption(words: readonly string[]): string | null {
  const name = words.find((word) => commands.has(word)) ?? 'diagnose';
  // The actions of a command have a help of their own, which its own help names.
  const action = words.includes(name) ? (words[words.indexOf(name) + 1] ?? '') : '';
  const hasHelp = /^[a-z]+$/.test(action) && new RegExp(`^  ${action} [A-Z]`, 'm').test(help(name));
  const page = hasHelp ? help(name) + help(name, action) : help(name);
  const unknown = words
    .filter((word) => word.startsWith('--'))
    .map((word) => word.split('=')[0] ?? '')
    .find((option) => !page.includes(option));
  return unknown === undefined ? null : `coldcase ${name} --help knows no ${unknown}`;
}

function help(...command: readonly string[]): string {
  const key = command.join(' ');
  const known = helpPages.get(key) ?? execFileSync(process.execPath, ['dist/bin/coldcase.js', ...command, '--help'], { encoding: 'utf8', stdio: 'pipe' });
  helpPages.set(key, known);
  return known;
}
