import { phases, scopes } from '../model/phase.js';
import type { Masked, Report } from '../model/report.js';
import { createPseudonyms, type Naming } from './pseudonyms.js';
import { isSecretName, maskedValue, maskSecrets } from './secrets.js';
import { mapTexts } from './texts.js';

/** secrets: keys, tokens, passwords · strict: also what names people and machines. */
export const redactLevels = ['secrets', 'strict'] as const;

export type RedactLevel = (typeof redactLevels)[number];

const naming: Naming = {
  ip4: (count) => `ip-${count}`,
  // Of their own numbers, so that an address of either kind never shares a name with one of the other.
  ip6: (count) => `ip6-${count}`,
  email: (count) => `email-${count}`,
  host: (count) => `host-${count}`,
  user: (count) => `user-${count}`,
};

/** Shorter names are words of many lines. */
const shortestName = 4;

/** Words that a report is made of: a pod of the name `vllm` or `warmup` gives nobody away, and to replace it would break the report. */
const ownWords = (report: Report): ReadonlySet<string> =>
  new Set([...phases, ...scopes, ...report.boots.flatMap((boot) => [boot.runtime, ...boot.runtimes, ...boot.causes.map((cause) => cause.id)])]);

/** Pods and nodes that the labels of the boots name, with what they are to be called. */
const labelled = (report: Report, labels: readonly string[], kind: 'pod' | 'node'): Map<string, string> => {
  const own = ownWords(report);
  const names = report.boots.flatMap((boot) => labels.map((label) => boot.labels[label] ?? '')).filter((name) => name.length >= shortestName && !own.has(name));
  return new Map([...new Set(names)].map((name, index) => [name, `${kind}-${index + 1}`]));
};

const strict = (report: Report): { readonly replace: (text: string) => string; readonly counts: () => Masked } => {
  const pods = labelled(report, ['pod'], 'pod');
  const nodes = labelled(report, ['node', 'host'], 'node');
  const pseudonyms = createPseudonyms(naming, new Map([...nodes, ...pods]));
  const own = { ...(pods.size > 0 ? { pods: pods.size } : {}), ...(nodes.size > 0 ? { nodes: nodes.size } : {}) };
  return { replace: pseudonyms.replace, counts: () => ({ ...pseudonyms.counts(), ...own }) };
};

const secretsOnly = (): ReturnType<typeof strict> => {
  const secrets = new Set<string>();
  return {
    replace: (text) => maskSecrets(text, (secret) => secrets.add(secret)),
    counts: () => (secrets.size > 0 ? { secrets: secrets.size } : {}),
  };
};

/**
 * The report with secrets masked wherever they stand: evidence, labels, fingerprint, sentences, paths. Strict: people and machines have
 * pseudonyms too, the same ones throughout the report. What was replaced is counted in `masked`.
 */
export const redactReport = (report: Report, level: RedactLevel = 'secrets'): Report => {
  const { replace, counts } = level === 'strict' ? strict(report) : secretsOnly();
  let namedSecrets = 0;
  const redacted = mapTexts(report, (text, name) => {
    if (name === null || !isSecretName(name)) return replace(text);
    namedSecrets += 1;
    return maskedValue;
  });
  const masked = counts();
  const secrets = (masked.secrets ?? 0) + namedSecrets;
  const all: Masked = secrets > 0 ? { ...masked, secrets } : masked;
  return Object.keys(all).length === 0 ? redacted : { ...redacted, masked: all };
};
