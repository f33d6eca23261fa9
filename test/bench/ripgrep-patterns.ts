/**
 * The same pattern in ripgrep's syntax, on one line: captures without names (ripgrep joins all patterns into one, where
 * a name may stand once), `(?i)` kept to its own pattern. Null where Rust's engine has no such thing (look-around, back-references),
 * or the pattern spans lines or is not ASCII (JavaScript's `\d` and `\w` are, so ripgrep runs without Unicode).
 */
export function toRipgrep(pattern: string): string | null {
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern) || /(?<!\[\^)\\n|[^\x20-\x7e]/.test(pattern)) return null;
  const ignoresCase = pattern.startsWith('(?i)');
  const body = pattern
    .slice(ignoresCase ? 4 : 0)
    .replaceAll(/\(\?<\w+>/g, '(?:')
    .replaceAll('\\/', '/');
  return `(?${ignoresCase ? 'i' : ''}:${body})`;
}
