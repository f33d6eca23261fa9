/** JSON or JavaScript with every letter past ASCII escaped, so that it is read as Latin-1: a third faster than UTF-8. */
export const inAscii = (source: string): string => source.replaceAll(/[^\x00-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
