import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { commands } from '../src/cli/commands.js';
import { describeCommands, optionsOf } from '../src/cli/completion/described.js';
import { loadRules } from '../src/rules/yaml/load.js';
import { rulePages } from './rule-docs/pages.js';
import { stalePages } from './rule-docs/stale.js';

/**
 * The pages in Markdown against the tree: links lead to a file and a heading that exist, `npm run` names a script, and
 * `coldcase` commands and options are known to the built command; every option of every command stands in its section of docs/cli.md; pages
 * made from rules are what the rules say now. Lists what is wrong, by file and line; status 1 then.
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
const unsaid = await optionsNotIn('docs/cli.md');
for (const { file, line, text } of unsaid) console.error(`${file}:${line}: ${text}`);
console.log(`${unsaid.length} commands or options that docs/cli.md does not tell`);
const stale = stalePages(rulePages(await loadRules('rules')), 'docs');
for (const { file, text } of stale) console.error(`${file}: ${text}; npm run docs:rules writes it anew`);
console.log(`${stale.length} pages of rules out of date`);
if (findings.length + unsaid.length + stale.length > 0) process.exitCode = 1;

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

/** Commands without a section of that page, and options that their section does not name; those of every command stand before all sections. */
async function optionsNotIn(file: string): Promise<Finding[]> {
  const [intro = '', ...sections] = readFileSync(file, 'utf8').split(/^## /m);
  const lines = sections.map((_, at) => [intro, ...sections.slice(0, at)].join('## ').split('\n').length);
  return (await describeCommands()).flatMap((one): Finding[] => {
    const at = sections.findIndex((section) => section.startsWith(`${one.name}\n`));
    const section = sections[at];
    if (section === undefined) return [{ file, line: 1, text: `tells nothing of coldcase ${one.name}` }];
    const options = optionsOf(one);
    const names = options.flatMap(({ names }) => names.filter((name) => name.startsWith('--')));
    const missing = names.filter((name) => !new RegExp(`${name}(?![\\w-])`).test(section) && !intro.includes(`\`${name}\``));
    const unnamed = options.flatMap(({ choices }) => choices).filter((choice) => !section.includes(`\`${choice}\``));
    const listed = intro.includes(`](#${one.name})`) ? [] : ['in the list of commands'];
    return [...missing, ...unnamed, ...listed].map((name) => ({ file, line: lines[at] ?? 1, text: `tells nothing of coldcase ${one.name} ${name}` }));
  });
}

function help(...command: readonly string[]): string {
  const key = command.join(' ');
  const known = helpPages.get(key) ?? execFileSync(process.execPath, ['dist/bin/coldcase.js', ...command, '--help'], { encoding: 'utf8', stdio: 'pipe' });
  helpPages.set(key, known);
  return known;
}
