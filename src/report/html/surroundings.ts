import type { Report } from '../../model/report.js';
import { sanitize } from '../escape/sanitize.js';
import { evidenceOf } from './evidence-of.js';

/** One line of a log as it stands there, its number counted from 1. */
export type LogLine = { readonly line: number; readonly text: string };

/** The lines of a file around one of its lines, that one included; empty where they are not known. */
export type LinesAround = (file: string, line: number) => readonly LogLine[];

/** By file: number and text of each line, in order. */
export type Surroundings = { readonly [file: string]: readonly (readonly [number, string])[] };

const longestCharacters = 400;
/** A page stays one that a browser opens at once. */
const mostCharacters = 8_000_000;

const cut = (text: string): string => (text.length > longestCharacters ? `${text.slice(0, longestCharacters)} …` : text);

/** The lines around every piece of evidence, harmless and cut to a length that can be read; those of causes where there is no room for all. */
export const surroundingsOf = ({ boots }: Report, linesAround: LinesAround): Surroundings => {
  const files = new Map<string, Map<number, string>>();
  let characters = 0;
  for (const { file, line } of boots.flatMap(evidenceOf)) {
    if (characters > mostCharacters) break;
    const known = files.get(file) ?? new Map<number, string>();
    files.set(file, known);
    for (const found of linesAround(file, line)) {
      if (known.has(found.line)) continue;
      const text = sanitize(cut(found.text));
      known.set(found.line, text);
      characters += text.length;
    }
  }
  return Object.fromEntries([...files].map(([file, lines]) => [sanitize(file), [...lines].sort((a, b) => a[0] - b[0])]));
};
