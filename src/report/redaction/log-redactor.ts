import { createPseudonyms, type Naming, type Pseudonyms } from './pseudonyms.js';

/** What a program still reads as an address or a host: those of the benchmarking range 198.18.0.0/15, of 2001:db8::/32, of example.com. */
const naming: Naming = {
  address: (count, family) => (family === 6 ? `2001:db8::${count.toString(16)}` : `198.${18 + ((count >> 16) & 1)}.${(count >> 8) & 255}.${count & 255}`),
  email: (count) => `email-${count}@example.com`,
  host: (count) => `host-${count}`,
  user: (count) => `user-${count}`,
};

/** Whole lines in, the same lines out: times, figures and wording stay, so that the log is read as before. */
export type LogRedactor = { readonly redact: (lines: string) => string; readonly counts: Pseudonyms['counts'] };

const keyLine = /[A-Za-z0-9+/=]{32,}/g;

/** A redactor for one log, that comes in parts. */
export const createLogRedactor = (): LogRedactor => {
  const pseudonyms = createPseudonyms(naming);
  let isInKey = false;

  const maskKeyLines = (lines: string): string => {
    if (!isInKey && !lines.includes('PRIVATE KEY-----')) return lines;
    return lines
      .split('\n')
      .map((line) => {
        const begins = line.includes('-----BEGIN') && line.includes('PRIVATE KEY-----');
        const ends = line.includes('-----END');
        if (begins && ends) return line;
        if (begins) isInKey = true;
        else if (ends) isInKey = false;
        // The envelope of a collector stays, so that the log still parses; the begin line loses its mark to be no key block any more.
        return begins || (isInKey && !ends) ? line.replace('-----BEGIN', '--BEGIN').replace(keyLine, '***') : line;
      })
      .join('\n');
  };

  return { redact: (lines) => pseudonyms.replace(maskKeyLines(lines)), counts: pseudonyms.counts };
};
