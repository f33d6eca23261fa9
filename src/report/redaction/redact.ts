import type { Masked } from '../../model/report.js';
import { mapTexts } from '../escape/texts.js';
import { isSecretName, maskedValue, maskSecrets } from './secrets.js';

/** Changes the texts of an answer; `member` is the name of what a text stands under. */
export type Redactor = {
  readonly replace: (text: string, member: string | null) => string;
  /** How many different things were replaced so far. */
  readonly counts: () => Masked;
};

/** Masks tokens, keys and passwords, and what stands under the name of one. */
export const secretsRedactor = (): Redactor => {
  const secrets = new Set<string>();
  return {
    replace: (text, member) => {
      if (member === null || !isSecretName(member)) return maskSecrets(text, (secret) => secrets.add(secret));
      secrets.add(text);
      return maskedValue;
    },
    counts: () => (secrets.size > 0 ? { secrets: secrets.size } : {}),
  };
};

/** An answer (a report, a gate's, a comparison) with its texts redacted wherever they stand: evidence, labels, fingerprint, sentences, paths. */
export const redactedBy = <T>(answer: T, redactor: Redactor): T => mapTexts(answer, redactor.replace);

/** The same with every secret masked. */
export const redacted = <T>(answer: T): T => redactedBy(answer, secretsRedactor());
