import Mustache from 'mustache';
import type { BootReport, Report } from '../../model/report.js';
import { mapTexts } from '../escape/texts.js';
import { formatRatio, formatSeconds } from '../quantity.js';
import { bootTable, worthTelling } from './boots.js';
import { chainsOf } from './chain.js';
import { type Detail, details } from './detail.js';
import { code, inline } from './escape.js';
import { longestPage, shortened } from './limits.js';
import { sections } from './sections.js';
import { nameOf, startMoment, subject } from './subject.js';
import { bootTitle, pageTitle } from './title.js';

/** What is wrong with a template, and in which line (from 1); `name` where it is a placeholder that does not exist. */
export type TemplateFault = { readonly line: number; readonly reason: string; readonly name: string | null };

const seconds = (value: number | null): string => (value === null ? '' : formatSeconds(value));

/** The figures of a start, each a word or a few; empty where the log does not say. */
const figures: Readonly<{ [name: string]: (boot: BootReport) => string }> = {
  boot: nameOf,
  verdict: ({ verdict }) => verdict,
  reason: ({ reason }) => inline(reason),
  runtime: subject,
  replica: ({ replica }) => (replica === null ? '' : code(replica)),
  model: ({ fingerprint }) => code(fingerprint.model ?? ''),
  startedAt: (boot) => startMoment(boot) ?? '',
  timeToReady: ({ timeToReadySeconds }) => seconds(timeToReadySeconds),
  firstRequest: ({ firstRequestSeconds, firstRequestAtLeastSeconds }) =>
    firstRequestSeconds === null && firstRequestAtLeastSeconds !== null ? `at least ${seconds(firstRequestAtLeastSeconds)}` : seconds(firstRequestSeconds),
  steady: ({ steadySeconds }) => seconds(steadySeconds),
  coldWarmRatio: ({ coldWarmRatio }) => (coldWarmRatio === null ? '' : formatRatio(coldWarmRatio)),
  cause: ({ causes }) => inline(chainsOf(causes)[0]?.root.title ?? ''),
  causeId: ({ causes }) => code(chainsOf(causes)[0]?.root.id ?? ''),
};

/** Every name that a template may have. */
export const placeholders: readonly string[] = ['title', 'boots', 'table', ...sections.map(({ name }) => name), ...Object.keys(figures)];

type Token = readonly [kind: string, name: string, start: number, end: number, inside?: readonly Token[]];

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const faultsIn = (text: string, tokens: readonly Token[]): TemplateFault[] =>
  tokens.flatMap(([kind, name, start, , inside]) => {
    const line = lineAt(text, start);
    if (kind === 'text' || kind === '!' || kind === '=') return [];
    if (kind === '>') return [{ line, reason: `{{> ${name}}} takes in another template, which is not supported; write it out here`, name: null }];
    const unknown = placeholders.includes(name) ? [] : [{ line, reason: `there is no placeholder {{${name}}}`, name }];
    return [...unknown, ...(Array.isArray(inside) ? faultsIn(text, inside) : [])];
  });

/** What is wrong with a template, by line; nothing where it can be used. */
export const templateFaults = (text: string): TemplateFault[] => {
  try {
    return faultsIn(text, Mustache.parse(text) as readonly Token[]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = / at (\d+)$/.exec(message);
    return [
      { line: at === null ? 1 : lineAt(text, Number(at[1])), reason: `is no template here: ${message.replace(/ at \d+$/, '').toLowerCase()}`, name: null },
    ];
  }
};

const viewOf = (boot: BootReport, detail: Detail): { readonly [name: string]: string } => ({
  title: bootTitle(boot),
  ...Object.fromEntries(sections.map(({ name, write }) => [name, write(boot, detail).join('\n\n')])),
  ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure(boot)])),
});

const filled = (text: string, report: Report, detail: Detail): string => {
  const worth = worthTelling(report.boots);
  const views = new Map(report.boots.map((boot) => [boot, viewOf(boot, detail)]));
  const first = worth[0] ?? report.boots[0];
  const page = { title: pageTitle(report), table: report.boots.length < 2 ? '' : bootTable(report.boots).join('\n\n'), boots: [...views.values()] };
  const nothing = Object.fromEntries(placeholders.map((name) => [name, '']));
  // What is filled in is Markdown already; Mustache would escape it for HTML once more.
  return Mustache.render(text, { ...nothing, ...(first === undefined ? {} : views.get(first)), ...page }, {}, { escape: (value: string) => value });
};

/** The report in a template without faults: outside of `{{#boots}}` a start's names are those of the one that matters most. */
export const renderTemplate = (text: string, given: Report): string => {
  const report = mapTexts(given, shortened);
  for (const detail of details) {
    const page = filled(text, report, detail);
    if (page.length <= longestPage || detail === details.at(-1)) return page;
  }
  return '';
};
