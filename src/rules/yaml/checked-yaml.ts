import type { z } from 'zod';
import { UserError } from '../../model/user-error.js';
import { schemaMistakes, together } from './mistakes.js';
import { type Path, readYaml, type YamlSource } from './source.js';

/** A kind of YAML file that users write, and its schema. */
export type FileKind<T> = {
  /** The word for it: `plan`, `policy`. */
  readonly what: string;
  readonly schema: z.ZodType<T>;
  readonly knownKeys: (path: Path) => readonly string[];
  /** Why a file that holds no mapping is none, with the mend. */
  readonly isNone: string;
};

/** What a YAML text of that kind holds, and where. Throws a UserError that names each mistake by file, line and mend. */
export const checkedYaml = <T>(file: string, text: string, { what, schema, knownKeys, isNone }: FileKind<T>): { value: T; source: YamlSource } => {
  const source = readYaml(file, text);
  const [broken] = source.errors;
  if (broken !== undefined) throw new UserError(broken.reason, broken.place);
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(isNone, { file, line: 1, column: 1 });
  const result = schema.safeParse(value);
  if (!result.success) throw together(file, what, schemaMistakes(source, result.error.issues, knownKeys));
  return { value: result.data, source };
};
