import type { Evidence } from '../model/boot.js';
import type { Cause } from '../model/report.js';

type Line = Pick<Evidence, 'file' | 'line'>;

/** Which causes have a line among their evidence. */
export type Citations = {
  /** Ids of the causes that cite any of these lines, in the order of the report. */
  readonly ofAny: (lines: readonly Line[]) => readonly string[];
  /** Ids of the causes that cite all of them: of a silence both of its ends. */
  readonly ofAll: (lines: readonly Line[]) => readonly string[];
};

const keyOf = ({ file, line }: Line): string => `${line} ${file}`;

/** The causes of a boot by the lines that show them: how a span or a gap is told to belong to a cause. */
export const citationsOf = (causes: readonly Cause[]): Citations => {
  const ids = causes.map((cause) => cause.id);
  const byLine = new Map<string, Set<string>>();
  for (const { id, evidence } of causes) {
    for (const line of evidence) {
      const key = keyOf(line);
      byLine.set(key, (byLine.get(key) ?? new Set()).add(id));
    }
  }
  const citing = (line: Line): ReadonlySet<string> => byLine.get(keyOf(line)) ?? new Set();
  const chosen = (found: readonly ReadonlySet<string>[], isChosen: (id: string) => boolean): readonly string[] =>
    found.every((set) => set.size === 0) ? [] : [...new Set(ids)].filter(isChosen);
  return {
    ofAny: (lines) => {
      const found = lines.map(citing);
      return chosen(found, (id) => found.some((set) => set.has(id)));
    },
    ofAll: (lines) => {
      const found = lines.map(citing);
      return chosen(found, (id) => found.every((set) => set.has(id)));
    },
  };
};
