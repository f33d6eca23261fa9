const escapeCharacter = '\u001b';

/** CSI (colours, cursor moves), OSC (titles, links; ended by BEL or ST), and the two-character escapes. */
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[PX^_][^\u001b]*(?:\u001b\\|$)|[ -/]*[0-~]|$)/g;

/** The escape character as syslog daemons and CloudWatch's agent write it. */
const spelledOut = '#033[';
const spelledColours = /#033\[[\d;]{0,40}m/g;

/** The text without terminal escape sequences, written out ones included. Linear in its length. */
export function withoutEscapes(text: string): string {
  const spelled = text.includes(spelledOut) ? text.replace(spelledColours, '') : text;
  return spelled.includes(escapeCharacter) ? spelled.replace(sequences, '') : spelled;
}
