/** A plain value with each string changed; `name` is the member it stands under (null in lists and at the top). Keys stay, and so do parts without a change. */
export const mapTexts = <T>(value: T, change: (text: string, name: string | null) => string, name: string | null = null): T => {
  if (typeof value === 'string') return change(value, name) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.map((entry: unknown) => mapTexts(entry, change));
    return (list.some((entry, index) => entry !== value[index]) ? list : value) as T;
  }
  const members = Object.entries(value);
  const changed = members.map(([key, member]): readonly [string, unknown] => [key, mapTexts(member as unknown, change, key)]);
  if (changed.every(([, member], index) => member === members[index]?.[1])) return value;
  // fromEntries defines members, so a label called `__proto__` is only a label.
  return Object.fromEntries(changed) as T;
};
