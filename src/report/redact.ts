import type { Report } from '../model/report.js';
import { isSecretName, maskedValue, maskSecrets } from './secrets.js';
import { mapTexts } from './texts.js';

/** The report with every secret masked, wherever it stands: evidence, labels, fingerprint, sentences, paths. */
export const redactReport = (report: Report): Report =>
  mapTexts(report, (text, name) => (name !== null && isSecretName(name) ? maskedValue : maskSecrets(text)));
