import { stringify } from 'yaml';
import type { Phase } from '../../model/phase.js';
import type { Record } from '../../model/record.js';
import { firstLine, type StatedTime } from './stated-time.js';

/** A signal in YAML to begin a rule with; `stated`: null where the time is the silence before the record. Phase and counterexample are guesses. */
export function skeletonOf(record: Record, stated: StatedTime | null, runtime: string): string {
  const line = firstLine(record.text);
  const [raw = line] = record.raw.split('\n');
  const signal = {
    id: `${runtime}/${nameOf(line)}`,
    phase: phaseOf(line),
    ...(stated === null ? { lasts: 'since-previous' } : {}),
    pattern: patternOf(line, stated),
    examples: [stated === null ? raw : { line: raw, gives: { seconds: stated.seconds } }],
    counterexamples: ['the nearest line that must not match'],
  };
  return stringify([signal], { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' });
}

function nameOf(line: string): string {
  const words = line.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return words.slice(0, 4).join('-') || 'line';
}

const guesses: readonly (readonly [RegExp, Phase])[] = [
  [/download|fetch|pull/i, 'weights-fetch'],
  [/tokeni[sz]er|vocab|featuri[sz]er|processor/i, 'tokenizer'],
  [/warm/i, 'warmup'],
  [/captur/i, 'graph-capture'],
  [/autotun|tuning|tactic/i, 'autotune'],
  [/compil|\bplans?\b|engine|optimi[sz]|\bjit\b|kernels?\b|trac(?:ed|ing)/i, 'compile'],
  [/weights?|model|checkpoint|embeddings|load(?:ed|ing)?\b|shards?/i, 'weights-load'],
  [/gpu|cuda|device|driver|nccl|rocm/i, 'device-init'],
];

/** By the first words that fit; `process` where none do. */
function phaseOf(line: string): Phase {
  return guesses.find(([words]) => words.test(line))?.[1] ?? 'process';
}

const clock = '(?<duration>\\d{1,3}:\\d\\d:\\d\\d[.\\d]{0,7})';
const figure = '(?<duration>\\d[\\d.,]{0,14} ?[a-z]{1,12})';
const compound = '(?<duration>\\d{1,3}m ?\\d[\\d.]{0,8}s)';

/** The line as a pattern: its time captured, other figures and paths open, the rest literal and short. */
function patternOf(line: string, stated: StatedTime | null): string {
  if (stated === null) return literal(line.slice(0, 80));
  if (stated.kind === 'field') return `${literal(line.slice(0, 60))}[\\s\\S]{0,300}?\\b${literal(stated.name)}=${fieldCapture[stated.capture]}`;
  const { index, text } = stated;
  const before = line.slice(Math.max(0, index - 60), index);
  const after = line.slice(index + text.length, index + text.length + 20);
  const capture = text.includes(':') ? clock : /^\d+m ?\d/.test(text) ? compound : figure;
  return `${literal(before)}${capture}${literal(after)}`;
}

const fieldCapture = {
  seconds: '(?<seconds>\\d[\\d.]{0,14})',
  milliseconds: '(?<milliseconds>\\d[\\d.]{0,14})',
  duration: '(?<duration>\\d[\\d.]{0,14} ?[a-zµ]{1,12})',
} as const;

function literal(text: string): string {
  return text
    .split(/((?<![\w.])\/[\w.@-]+\/[\w./@-]*)/)
    .map((part, index) => (index % 2 === 1 ? '/\\S{1,200}' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\d+(?:\\\.\d+)*/g, '\\d[\\d.]{0,20}')))
    .join('');
}
