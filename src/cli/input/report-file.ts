import { z } from 'zod';
import type { Report } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { reportJsonSchema } from '../../report/schema.js';
import type { Schema } from '../../report/schema-words.js';

/** Checks of a schema pass over a member of this name, and nothing of ours has one. */
const withoutPrototype = (name: string, value: unknown): unknown => (name === '__proto__' ? undefined : value);

/** The report that a file of `--format json` holds. Throws a UserError that names what is wrong with it. */
export const reportIn = (file: string, text: string): Report => {
  let value: unknown;
  try {
    value = JSON.parse(text, text.includes('__proto__') ? withoutPrototype : undefined);
  } catch (error) {
    throw new UserError(`this report is broken (${error instanceof Error ? error.message : String(error)}); write it anew by coldcase --format json`, { file });
  }
  const version = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, 'schemaVersion')?.value : undefined;
  if (typeof version === 'number' && version > 1)
    throw new UserError(`this report is of version ${version}, and this coldcase reads version 1; install a newer coldcase`, { file });
  return following<Report>(reportJsonSchema, file, value, 'coldcase --format json');
};

/** The value, once it follows the schema of its type. Throws a UserError that names where it does not; `writer`: the command that writes it. */
export const following = <T>(schema: Schema, file: string, value: unknown, writer: string): T => {
  const parsed = z.fromJSONSchema(schema).safeParse(value);
  if (parsed.success) return value as T;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
  throw new UserError(`this report does not follow its schema (${issue?.message ?? 'of another form'}${where}); write it anew by ${writer}`, { file });
};
