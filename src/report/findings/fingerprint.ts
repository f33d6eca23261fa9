import { createHash } from 'node:crypto';
import type { Finding } from './finding.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A hash of each finding's identity; where two have the same one, the later ones are told apart by their order. */
export const fingerprints = (findings: readonly Finding[]): readonly string[] => {
  const seen = new Map<string, number>();
  return findings.map(({ identity }) => {
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return hashOf(before === 0 ? identity : `${identity} ${before}`);
  });
};
