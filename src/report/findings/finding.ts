import type { Evidence } from '../../model/boot.js';
import type { Fix, Severity } from '../../model/report.js';

/** Where a reader is sent; lines and columns count from 1. */
export type FindingPlace = { readonly file: string; readonly line: number; readonly column: number | null; readonly text: string | null };

/** One thing that a platform shows to people: a cause of a start, or a budget that was not kept. */
export type Finding = {
  /** Id of the cause or of the budget. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** One sentence, the boot's name in front where there are several. */
  readonly message: string;
  /** Where no line shows it, the beginning of the log: platforms drop what has no place. */
  readonly place: FindingPlace;
  /** More lines that show it. */
  readonly related: readonly Evidence[];
  /** The cause that it is about, for `coldcase explain`; null for a budget on something else. */
  readonly cause: string | null;
  readonly fixes: readonly Fix[];
  /** The same for the same finding in another run, and different for any other one: figures and line numbers move, so neither is in it. */
  readonly identity: string;
  /** Why it is tolerated; null where it is not. */
  readonly tolerated: string | null;
  readonly properties: { readonly [name: string]: string | number | readonly string[] };
};

/** The beginning of a file. */
export const topOf = (file: string): FindingPlace => ({ file, line: 1, column: null, text: null });

/** The place of a record. */
export const evidencePlace = ({ file, line, text }: Evidence): FindingPlace => ({ file, line: Math.max(1, line), column: null, text });
