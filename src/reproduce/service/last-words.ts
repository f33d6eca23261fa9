import { readFile } from 'node:fs/promises';
import { oneLine } from '../one-line.js';

const keptCharacters = 200;

/** The line of a log that tells best why the program ended: its last error, else its last line. */
export async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  // Python ends a traceback with the error itself.
  const said = lines.findLast((line) => /^[\w.]*(?:Error|Exception)\b|\b(?:error|not found)\b/i.test(line)) ?? lines.at(-1) ?? '';
  return oneLine(said).slice(0, keptCharacters);
}
