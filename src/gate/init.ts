import { counted, durationWords } from '../diagnose/words.js';
import type { BudgetUnit } from '../model/gate.js';
import { type BootReport, severityRank } from '../model/report.js';
import { measures } from './measures.js';
import { amountWords } from './words.js';

/** How far a limit lies above the highest figure of a good run: noise of quiet starts stays under it, and a real loss does not. */
const margin = 1.5;
/** Phases with this share of the start get a line of their own. */
const phaseShare = 0.1;

type Limit = { readonly key: string; readonly text: string; readonly why: string };

/** The numbers that people choose: 1, 1.5, 2, 3, 5, 7.5 times a power of ten. */
const niceSteps = [1, 1.5, 2, 3, 5, 7.5, 10];

/** The next number up that a person would write. */
export const niceAbove = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = niceSteps.find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(3));
};

const written = (value: number, unit: BudgetUnit): string => {
  if (unit === 'seconds') return value < 1 ? `${Number((value * 1000).toPrecision(3))}ms` : `${value}s`;
  if (unit === 'share') return `${Math.min(100, Number((value * 100).toPrecision(3)))}%`;
  return unit === 'bytes' ? `${Number((value / 1024 ** 2).toPrecision(3))}MiB` : String(value);
};

/** The highest figure of the boots; null where none gives it, or only an end of it. */
const highest = (boots: readonly BootReport[], id: string): number | null => {
  const values = boots.flatMap((boot) => {
    const reading = measures.get(id)?.of(boot);
    return reading?.kind === 'known' && reading.high !== null && reading.value > 0 ? [reading.value] : [];
  });
  return values.length === 0 ? null : Math.max(...values);
};

const limitOf = (boots: readonly BootReport[], id: string, key: string, least: number): Limit[] => {
  const measure = measures.get(id);
  const value = highest(boots, id);
  if (measure === undefined || value === null) return [];
  const limit = Math.max(least, niceAbove(value * margin));
  return [{ key, text: written(limit, measure.unit), why: `${amountWords(value, measure.unit)} now` }];
};

/** 80 % is the catalogue's mark for too little headroom; where a run is above it already, the mark lies just above the run. */
const memoryLimit = (boots: readonly BootReport[]): Limit[] => {
  const value = highest(boots, 'peakMemoryShare');
  if (value === null) return [];
  const limit = Math.max(0.8, Math.min(1, Math.ceil(value * 20 + 0.2) / 20));
  return [{ key: 'peakMemoryShare', text: written(limit, 'share'), why: `${amountWords(value, 'share')} now; above 80 % the next larger request may not fit` }];
};

const phaseIds = (boots: readonly BootReport[], prefix: string): string[] =>
  [...measures.keys()].filter((id) => {
    if (!id.startsWith(prefix)) return false;
    return boots.some((boot) => {
      const reading = measures.get(id)?.of(boot);
      return reading?.kind === 'known' && boot.timeToReadySeconds !== null && reading.value >= phaseShare * boot.timeToReadySeconds && reading.value > 0;
    });
  });

const lines = (limits: readonly Limit[], indent: string): string[] => limits.map(({ key, text, why }) => `${indent}${key}: ${text} # ${why}`);

/** A text in quotes, which JSON and YAML write alike; on one line, however long it is. */
const quoted = (text: string): string => JSON.stringify(text);

/** Causes of the good run that are forbidden otherwise: tolerated, with a day on which to look again. */
const tolerances = (boots: readonly BootReport[], forbidden: readonly string[], until: string): string[] => {
  const found = new Map(
    boots.flatMap((boot) => boot.causes.filter(({ id, severity }) => forbidden.includes(id) || severity === 'error').map((cause) => [cause.id, cause])),
  );
  if (found.size === 0) return [];
  return [
    '  tolerated: # what this run has; mend it, or say why it is lived with',
    ...[...found.values()].map(
      ({ id, because }) => `    - { cause: ${id}, reason: ${quoted(`It was there when this policy was written: ${because}`)}, until: ${until} }`,
    ),
  ];
};

/** What users wait for because a start left it to the first request. */
const inRequest = ['model-load-in-request', 'device-init-in-request', 'compile-in-request', 'tokenizer-in-request', 'ready-before-warm'];

/**
 * A policy from the boots of a good run: limits half above its figures, comments that say why. `source` is what was read, `now` the moment of
 * writing. Pure; the same boots give the same text but for the day.
 */
export const policyText = (boots: readonly BootReport[], source: string, baselineFile: string, now: Date): string => {
  const budgets = [
    ...limitOf(boots, 'timeToReady', 'timeToReady', 1),
    ...limitOf(boots, 'firstRequest', 'firstRequest', 0.1),
    ...limitOf(boots, 'firstToken', 'firstToken', 0.1),
    ...limitOf(boots, 'coldWarmRatio', 'coldWarmRatio', 2),
    ...memoryLimit(boots),
    ...limitOf(boots, 'p95AfterStart', 'p95AfterStart', 0.05),
    ...limitOf(boots, 'bytesFetched', 'bytesFetched', 1024 ** 2),
  ];
  const phases = phaseIds(boots, 'phases.').flatMap((id) => limitOf(boots, id, id.slice('phases.'.length), 0.5));
  const passing = (boots[0]?.checklist ?? []).filter(({ item }) =>
    boots.every((boot) => boot.checklist.some((own) => own.item === item && own.status === 'pass')),
  );
  const until = new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  const watched = ['timeToReady', 'firstRequest', 'firstToken'].filter((id) => highest(boots, id) !== null);
  const ready = highest(boots, 'timeToReady');
  return `${[
    '# yaml-language-server: $schema=./node_modules/coldcase/dist/schema/policy.json',
    `# Written by coldcase init from ${source.replaceAll('\n', ' ')} (${counted(boots.length, 'boot')}${ready === null ? '' : `, ready after ${durationWords(ready)}`}).`,
    '# Limits lie about half above what was measured there: tighten them when the noise of your starts is known.',
    'version: 1',
    '',
    '# What counts when the log cannot answer: pass or fail. Without it `coldcase gate` ends with 3.',
    '# undecided: fail',
    '',
    'budgets:',
    '  failedBoots: 0',
    ...lines(budgets, '  '),
    ...(phases.length === 0 ? [] : ['  phases: # before ready', ...lines(phases, '    ')]),
    '',
    'causes:',
    '  forbidden: # a severity, or causes that would make a request pay for the start',
    '    - error',
    ...inRequest.map((id) => `    - ${id}`),
    ...tolerances(boots, inRequest, until),
    ...(passing.length === 0 ? [] : ['', 'checklist: # passed in this run', ...passing.map(({ item, title }) => `  - ${item} # ${title}`)]),
    '',
    '# Earlier starts: coldcase baseline record LOG adds one. A figure fails when it is worse by both, and chance does not explain it.',
    'baseline:',
    `  file: ${quoted(baselineFile)}`,
    '  across: [image, runtimeVersion] # compare a new release with the old one',
    ...(watched.length === 0
      ? []
      : ['regression:', ...watched.map((id) => `  ${id}: { share: 20%, floor: ${id === 'timeToReady' && (ready ?? 0) >= 10 ? '2s' : '200ms'} }`)]),
    '',
    '# overrides:',
    '#   - when: { environment: staging }',
    `#     budgets: { timeToReady: ${budgets.find(({ key }) => key === 'timeToReady')?.text ?? '60s'} }`,
  ].join('\n')}\n`;
};

/** Boots that a policy must not be written from, with the reason. */
export const unfit = (boots: readonly BootReport[]): string | null => {
  const failed = boots.find(({ verdict }) => verdict === 'failed');
  if (failed !== undefined) {
    const [gravest] = [...failed.causes].sort((left, right) => severityRank[right.severity] - severityRank[left.severity]);
    return `${failed.id} failed${gravest === undefined ? '' : ` (${gravest.id})`}`;
  }
  return boots.some(({ verdict }) => verdict !== 'unknown') ? null : 'no start of a service was found in it';
};
