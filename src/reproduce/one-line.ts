/** Where in its own source a C++ library says that it is: a file, a line, and a signature with its parentheses. */
const ownPlace = /\/\S+\.(?:cc|h):\d+ (?=[^()]*\()/;

const withoutOwnPlace = (text: string): string => {
  const found = text.match(ownPlace);
  if (found?.index === undefined) return text;
  let depth = 0;
  for (let at = text.indexOf('(', found.index + found[0].length); at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    const isSignatureOver = depth === 0 && /^\)(?: const)? (?! *\()/.test(text.slice(at));
    if (isSignatureOver) return text.slice(0, found.index) + text.slice(at + 1).replace(/^(?: const)? /, '');
  }
  return text;
};

/** A message of a library as part of a sentence: on one line, without the place in its source and the stop at its end. */
export function oneLine(message: string): string {
  return withoutOwnPlace(message.replace(/\s+/g, ' ').trim()).replace(/\.$/, '');
}
