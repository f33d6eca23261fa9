/** A double holds an instant of today to a quarter of a microsecond; what a difference of two shows beyond microseconds is noise. */
const steps = 1e6;

/** A copy of plain JSON with its numbers rounded to microseconds (and to six decimals where they are shares). */
export function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : Math.round(value * steps) / steps) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rounded(member)])) as T;
}
