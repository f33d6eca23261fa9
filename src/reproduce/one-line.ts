/** A message of a library as part of a sentence: on one line, without the stop at its end. */
export function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}
