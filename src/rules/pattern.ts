/**
 * The regular expression of a rule's `pattern`: flags `u` and `m`, and `i` where `(?i)` stands in front.
 * Throws a SyntaxError where it is none.
 */
export function compilePattern(pattern: string): RegExp {
  const { source, flags } = splitPattern(pattern);
  return new RegExp(source, flags);
}

/** Compiles a pattern when it is first asked for. */
export function createRegexCache(): (pattern: string) => RegExp {
  const cache = new Map<string, RegExp>();
  return (pattern) => {
    const known = cache.get(pattern);
    if (known !== undefined) return known;
    const regex = compilePattern(pattern);
    cache.set(pattern, regex);
    return regex;
  };
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
