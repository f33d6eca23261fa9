const escapeCharacter = '\u001b';

/** CSI (colours, cursor moves), OSC (titles, links; ended by BEL or ST), and the two-character escapes. */
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[PX^_][^\u001b]*(?:\u001b\\|$)|[ -/]*[0-~]|$)/g;

/** The text without terminal escape sequences. Linear in its length. */
export const withoutEscapes = (text: string): string => (text.includes(escapeCharacter) ? text.replace(sequences, '') : text);
