import { isSecretName, maskedValue, maskSecrets } from './secrets.js';
import { mapTexts } from './texts.js';

/** An answer (a report, a gate's, a comparison) with every secret masked, wherever it stands: evidence, labels, fingerprint, sentences, paths. */
export const redacted = <T>(answer: T): T => mapTexts(answer, (text, name) => (name !== null && isSecretName(name) ? maskedValue : maskSecrets(text)));
