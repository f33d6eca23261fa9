const escapeCharacter = '\u001b';

/** CSI (colours, cursor moves), OSC (titles, links; ended by BEL or ST), and the two-character escapes. */
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[PX^_][^\u001b]*(?:\u001b\\|$)|[ -/]*[0-~]|$)/g;

/** The escape character as syslog daemons, CloudWatch's agent, `cat -v`, source code and broken encodings write it. */
const spelledOut = /#033\[|\\(?:x1b|u001b|033|e)\[|\^\[\[|[\u241b\ufffd]\[/i;
const spelledColours = /(?:#033|\\(?:x1b|u001b|033|e)|\^\[|[\u241b\ufffd])\[[\d;]{0,40}m/gi;

/** What a web page or a terminal's selection leaves of a colour: the escape character is gone, or a space. A range of PromQL (`[5m]`) is none. */
const reset = '[0m';
const bareColour = /\[\d{1,3}(?:;\d{1,3}){0,8}m(?!\])/g;
const spacedColour = / \[\d{1,3}(?:;\d{1,3}){0,8}m(?!\])/g;

/** Whether each colour of the text has a space in the place of its escape character. */
const isSpaced = (text: string): boolean => (text.match(spacedColour)?.length ?? 0) === (text.match(bareColour)?.length ?? 0);

/** The text without terminal escape sequences, written out and bare ones included. Linear in its length. */
export function withoutEscapes(text: string): string {
  const plain = text.includes(escapeCharacter) ? text.replace(sequences, '') : text;
  const unspelled = plain.includes('[') && spelledOut.test(plain) ? plain.replace(spelledColours, '') : plain;
  if (!unspelled.includes(reset)) return unspelled;
  return unspelled.replace(isSpaced(unspelled) ? spacedColour : bareColour, '');
}
