const limit = 64;

/** A value as the text of a field. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The members of a structured record as text: one level of nesting flattened with dots, 64 members at most. No prototype, so a log's names are safe. */
export const fieldsOf = (members: Iterable<readonly [string, unknown]>): { [name: string]: string } | null => {
  const fields = Object.create(null) as { [name: string]: string };
  let count = 0;
  const add = (name: string, value: unknown): void => {
    if (count >= limit || value === null || value === undefined) return;
    fields[name] = textOf(value);
    count += 1;
  };
  for (const [name, value] of members) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) add(`${name}.${inner}`, innerValue);
    } else add(name, value);
  }
  return count === 0 ? null : fields;
};

/** Fields as one line of logfmt, which patterns can read: `step=weights seconds=1.3`. */
export const lineOf = (fields: { readonly [name: string]: string } | null): string =>
  Object.entries(fields ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
