/**
 * Whether a version lies in a range such as `>=0.6 <0.9`, `0.8.x`, `^0.8.2`, `>=0.6 <0.7 || >=0.8`. Only the numbers count:
 * `0.8.4.dev3+cu121` is 0.8.4, since a development build prints what the release after it prints. Versions and ranges that
 * cannot be read are taken as inside: a rule must not be lost to a strange version. `0.1.dev1+g0abc` is none: setuptools-scm
 * says so of a checkout without tags (https://setuptools-scm.readthedocs.io/en/latest/).
 */
export function isInRange(version: string, range: string): boolean {
  const parts = readVersion(version);
  if (parts === null) return true;
  return range.split('||').some((side) => comparatorsOf(side).every((comparator) => holds(parts, comparator)));
}

/** Why a range cannot be read; null where it can. */
export function rangeProblem(range: string): string | null {
  const wrong = range.split('||').flatMap((side) => words(side).filter((word) => readComparator(word) === null));
  return wrong.length === 0 ? null : `\`${wrong[0]}\` is no comparison of versions; write for instance \`>=0.6 <0.9\``;
}

type Parts = readonly number[];
type Comparator = { readonly operator: string; readonly parts: Parts };

function words(side: string): string[] {
  return side
    .replace(/([<>=^~])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && word !== '*');
}

function comparatorsOf(side: string): Comparator[] {
  return words(side)
    .map(readComparator)
    .filter((comparator) => comparator !== null);
}

function readComparator(word: string): Comparator | null {
  const match = /^(>=|<=|>|<|=|\^|~)?v?(\d+(?:\.\d+){0,3})(?:\.[x*])?$/.exec(word);
  if (match === null) return null;
  return { operator: match[1] ?? '=', parts: (match[2] ?? '').split('.').map(Number) };
}

function readVersion(version: string): Parts | null {
  if (/^v?0\.[01]\.dev\d/.test(version)) return null;
  const match = /^\D{0,8}?(\d{1,6}(?:\.\d{1,9}){0,3})/.exec(version);
  return match === null ? null : (match[1] ?? '').split('.').map(Number);
}

function holds(version: Parts, { operator, parts }: Comparator): boolean {
  const order = compare(version, parts);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0 || startsWith(version, parts);
    case '^':
      return order >= 0 && startsWith(version, parts.slice(0, Math.max(1, parts.findIndex((part) => part > 0) + 1)));
    case '~':
      return order >= 0 && startsWith(version, parts.slice(0, Math.min(2, parts.length)));
    default:
      return startsWith(version, parts);
  }
}

/** `0.8` stands for every 0.8.x. */
function startsWith(version: Parts, parts: Parts): boolean {
  return parts.every((part, index) => (version[index] ?? 0) === part);
}

function compare(left: Parts, right: Parts): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
