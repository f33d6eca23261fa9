/**
 * Columns of text on a terminal. Packages for this load the segmentation data of ICU (10 ms, a quarter of what Node takes to start); a
 * report is nearly always plain, so that is counted first, and the rest by ranges. Checked against `string-width` in the tests.
 */

const colour = /\u001b\[[\d;]*m/g;
/** One column each: ASCII, Latin, Greek, Cyrillic, dashes, arrows, boxes, blocks and the marks that reports draw with. */
const plain =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03ff\u0400-\u0481\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u257f\u2580-\u259f\u25c6\u2713\u2717]*$/;
/** East Asian wide and full-width. */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const invisible = /[\p{Mark}\p{Format}\p{Default_Ignorable_Code_Point}\p{Control}]/u;
const emoji = /\p{Emoji}/u;

const joiner = 0x200d;
const emojiStyle = 0xfe0f;
const isFlagHalf = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff;
const isSkinTone = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff;

const counted = (text: string): number => {
  let columns = 0;
  let before = '';
  let beforeColumns = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const beforeCode = before.codePointAt(0) ?? 0;
    let own = wide.test(character) ? 2 : invisible.test(character) ? 0 : 1;
    // A picture made of several: families, flags, a skin tone, a sign turned into a picture.
    if (beforeColumns > 0 && ((isFlagHalf(code) && isFlagHalf(beforeCode)) || isSkinTone(code))) own = 0;
    else if (beforeCode === joiner && own === 2) own = 0;
    else if (code === emojiStyle && beforeColumns === 1 && emoji.test(before)) own = 1;
    columns += own;
    before = own === 0 && isFlagHalf(code) ? '' : character;
    beforeColumns = own;
  }
  return columns;
};

/** Columns that a text takes on a terminal: wide characters and pictures count two, marks on letters and colours none. */
export const widthOf = (text: string): number => {
  const bare = text.includes('\u001b') ? text.replace(colour, '') : text;
  return plain.test(bare) ? bare.length : counted(bare);
};
