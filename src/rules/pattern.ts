/**
 * The regular expression of a rule's `pattern`: flags `u` and `m`, and `i` where `(?i)` stands in front.
 * Throws a SyntaxError where it is none.
 */
export function compilePattern(pattern: string): RegExp {
  const { source, flags } = splitPattern(pattern);
  return new RegExp(source, flags);
}

/** Compiles a pattern when it is first asked for; `isAscii`: for a text of nothing but ASCII. */
export function createRegexCache(): (pattern: string, isAscii: boolean) => RegExp {
  const caches = { ascii: new Map<string, RegExp>(), any: new Map<string, RegExp>() };
  return (pattern, isAscii) => {
    const cache = isAscii ? caches.ascii : caches.any;
    const known = cache.get(pattern);
    if (known !== undefined) return known;
    const regex = isAscii ? compileForAscii(pattern) : compilePattern(pattern);
    cache.set(pattern, regex);
    return regex;
  };
}

/**
 * What in a pattern may mean something else without `u`, be the text ASCII: escapes by code point or property, half pairs (also those of
 * characters past U+FFFF), letters whose simple case folding is ASCII (the long s, the Kelvin sign) and ranges that may hold them.
 */
const needsUnicode = /\\[upP]|[\ud800-\udfff\u017f\u212a]|[^\x00-\x7f]-|-[^\x00-\x7f]/;

/** The same matches in any text of ASCII; without `u` it is compiled a fifth sooner. */
export function compileForAscii(pattern: string): RegExp {
  const { source, flags } = splitPattern(pattern);
  return new RegExp(source, needsUnicode.test(source) ? flags : flags.replace('u', ''));
}

/** Whether a text is nothing but ASCII. */
export function isAsciiText(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** A pattern's source and flags, `(?i)` taken off its front. */
export function splitPattern(pattern: string): { source: string; flags: string } {
  return pattern.startsWith('(?i)') ? { source: pattern.slice(4), flags: 'imu' } : { source: pattern, flags: 'mu' };
}

/** Why a pattern is no regular expression, with the mend; null where it is one. */
export function patternProblem(pattern: string): string | null {
  // In a text in double quotes YAML (and many a script) turns `\\b` into a backspace, which no log holds.
  if (pattern.includes('\b')) return `\`${pattern}\` holds a backspace where \`\\b\` was meant; put the pattern in single quotes`;
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: .*\/[a-z]*: /s, '') : String(error);
    return `\`${pattern}\` is no regular expression (${why}); mend it, and escape what is meant literally with one backslash`;
  }
}
