/** A copy of a plain value with each string changed; `name` is the member it stands under (null in lists and at the top). Keys stay. */
export const mapTexts = <T>(value: T, change: (text: string, name: string | null) => string, name: string | null = null): T => {
  if (typeof value === 'string') return change(value, name) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => mapTexts(entry, change)) as T;
  const copied = Object.entries(value).map(([key, member]) => [key, mapTexts(member as unknown, change, key)] as const);
  // fromEntries defines members, so a label called `__proto__` is only a label.
  return Object.fromEntries(copied) as T;
};
