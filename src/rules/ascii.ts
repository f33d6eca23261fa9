/** JSON or JavaScript with everything past ASCII escaped: Node reads a text of ASCII alone a third faster. */
export const inAscii = (source: string): string => source.replaceAll(/[^\n\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
