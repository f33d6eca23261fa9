/** Into how many classes the sieve puts the characters past ASCII: it lets a few more lines through, and its rows stay short. */
export const wideClasses = 8;

/**
 * The character by which the sieve knows one past ASCII: 128 and up. Those of one class are not told apart, nor capital letters of
 * Cyrillic from small ones. (A multiplicative hash of the UTF-16 unit; Knuth, TAOCP 3, 6.4.)
 */
export function foldWide(code: number): number {
  const small = code >= 0x410 && code <= 0x42f ? code + 32 : code;
  return 128 + ((Math.imul(small, 0x9e3779b1) >>> 16) & (wideClasses - 1));
}

/** A literal as the sieve knows it. */
export function foldLiteral(literal: string): string {
  return literal.replaceAll(/[^\x00-\x7f]/g, (letter) =>
    [...new Array(letter.length).keys()].map((unit) => String.fromCharCode(foldWide(letter.charCodeAt(unit)))).join(''),
  );
}
