import type { Level } from '../model/record.js';

const words = new Map<string, Level>();
const name = (level: Level, ...spellings: readonly string[]): void => {
  for (const spelling of spellings) {
    words.set(spelling.toUpperCase(), level);
    words.set(spelling.toLowerCase(), level);
    words.set(spelling[0]?.toUpperCase() + spelling.slice(1).toLowerCase(), level);
  }
};
name('trace', 'trace', 'verbose', 'finest', 'finer', 'vrb', 'trc');
name('debug', 'debug', 'dbg', 'fine', 'debu');
name('info', 'info', 'information', 'informational', 'notice', 'log', 'success', 'inf', 'default', 'config');
name('warning', 'warning', 'warn', 'wrn');
name('error', 'error', 'err', 'severe', 'eror');
name('fatal', 'fatal', 'critical', 'crit', 'panic', 'alert', 'emerg', 'emergency', 'fata', 'dpanic', 'ftl', 'pnc');

const letters: { readonly [letter: string]: Level } = { T: 'trace', V: 'trace', D: 'debug', I: 'info', W: 'warning', E: 'error', F: 'fatal', C: 'fatal' };

/** The level that a logger's word (`INFO`, `warn`, `CRITICAL`) means, or null. */
export const levelOfWord = (word: string): Level | null => words.get(word) ?? null;

/** The level of a one-letter mark (`I`, `W`, `E` …), or null. */
export const levelOfLetter = (letter: string): Level | null => (letter.length === 1 ? (letters[letter] ?? null) : null);

/** Whether a word is written as loggers write levels in front of a plain line: in capitals, and no word that opens a sentence. */
export const levelOfCapitals = (word: string): Level | null => {
  const code = word.charCodeAt(1);
  return code >= 65 && code <= 90 && word !== 'LOG' && word !== 'DEFAULT' && word !== 'CONFIG' && word !== 'FINE' ? levelOfWord(word) : null;
};

/** The level of a number as pino and bunyan (10–60) or syslog (0–7) count it, or null. */
export const levelOfNumber = (value: number): Level | null => {
  if (value >= 60) return value < 70 ? 'fatal' : null;
  if (value >= 50) return 'error';
  if (value >= 40) return 'warning';
  if (value >= 30) return 'info';
  if (value >= 20) return 'debug';
  if (value >= 10) return 'trace';
  return null;
};

/** The level of a syslog severity (0 emergency … 7 debug). */
export const levelOfSeverity = (severity: number): Level => {
  if (severity <= 2) return 'fatal';
  if (severity === 3) return 'error';
  if (severity === 4) return 'warning';
  return severity === 7 ? 'debug' : 'info';
};
