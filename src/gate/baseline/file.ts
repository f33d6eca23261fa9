import { z } from 'zod';
import { UserError } from '../../model/user-error.js';
import { traits } from '../policy/traits.js';
import type { Baseline, BaselineRun } from './baseline.js';

const figures = z.record(z.string(), z.number());
const run = z.strictObject({
  id: z.string().min(1),
  recorded: z.iso.datetime(),
  fingerprint: z.partialRecord(z.enum(traits), z.string()),
  boots: z.array(figures).min(1),
});
const schema = z.strictObject({ schemaVersion: z.literal(1), runs: z.array(run) });

const sortedKeys = <T>(given: { readonly [key: string]: T }): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(given).sort(([left], [right]) => (left < right ? -1 : 1)));

const runLine = ({ id, recorded, fingerprint, boots }: BaselineRun): string =>
  JSON.stringify({ id, recorded, fingerprint: sortedKeys(fingerprint as { readonly [key: string]: string }), boots: boots.map(sortedKeys) });

/** The baseline as text: a run a line and keys in order, so that a change of one run is a change of one line. */
export const baselineText = (baseline: Baseline): string =>
  baseline.runs.length === 0
    ? '{ "schemaVersion": 1, "runs": [] }\n'
    : `{ "schemaVersion": 1, "runs": [\n${baseline.runs.map((one) => `  ${runLine(one)}`).join(',\n')}\n] }\n`;

/** Reads a baseline's text. Throws a UserError that names what is wrong, and the mend. */
export const parseBaseline = (file: string, text: string): Baseline => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const conflict = text.split('\n').findIndex((line) => line.startsWith('<<<<<<<'));
    if (conflict !== -1)
      throw new UserError('holds a conflict of two branches; take each side out with git show, and join them by coldcase baseline merge', {
        file,
        line: conflict + 1,
      });
    throw new UserError(`is no baseline: ${error instanceof Error ? error.message : String(error)}; coldcase baseline record writes one`, { file });
  }
  const version = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, 'schemaVersion')?.value : undefined;
  if (typeof version === 'number' && version > 1)
    throw new UserError(`is a baseline of version ${version}, and this coldcase reads version 1; install a newer coldcase`, { file });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new UserError(`is no baseline (${issue?.message ?? 'of another form'}${where}); coldcase baseline record writes one`, { file });
};
