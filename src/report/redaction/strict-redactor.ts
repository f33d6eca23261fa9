import { phases, scopes } from '../../model/phase.js';
import type { BootReport } from '../../model/report.js';
import { createPseudonyms, type Naming } from './pseudonyms.js';
import { type Redactor, secretsRedactor } from './redact.js';
import { isSecretName } from './secrets.js';

const naming: Naming = {
  address: (count) => `ip-${count}`,
  email: (count) => `email-${count}`,
  host: (count) => `host-${count}`,
  user: (count) => `user-${count}`,
};

/** Shorter names are words of many lines. */
const shortestName = 4;

/** Words that a report is made of: a pod of the name `vllm` or `warmup` gives nobody away, and to replace it would break the report. */
const ownWords = (boots: readonly BootReport[]): ReadonlySet<string> =>
  new Set([...phases, ...scopes, ...boots.flatMap((boot) => [boot.runtime, ...boot.runtimes, ...boot.causes.map((cause) => cause.id)])]);

/** The names under these labels, with what they are to be called. */
const labelled = (boots: readonly BootReport[], labels: readonly string[], kind: 'pod' | 'node'): Map<string, string> => {
  const own = ownWords(boots);
  const names = boots.flatMap((boot) => labels.map((label) => boot.labels[label] ?? '')).filter((name) => name.length >= shortestName && !own.has(name));
  return new Map([...new Set(names)].map((name, index) => [name, `${kind}-${index + 1}`]));
};

/**
 * Masks secrets, and replaces what names people and machines, the pods and nodes of the boots' labels among them; the same thing has the
 * same pseudonym in all that it redacts.
 */
export const strictRedactor = (boots: readonly BootReport[]): Redactor => {
  const pods = labelled(boots, ['pod'], 'pod');
  const nodes = labelled(boots, ['node', 'host'], 'node');
  const pseudonyms = createPseudonyms(naming, new Map([...nodes, ...pods]));
  const named = secretsRedactor();
  return {
    replace: (text, member) => (member !== null && isSecretName(member) ? named.replace(text, member) : pseudonyms.replace(text)),
    counts: () => {
      const found = pseudonyms.counts();
      const all = { ...found, secrets: (found.secrets ?? 0) + (named.counts().secrets ?? 0), pods: pods.size, nodes: nodes.size };
      return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
    },
  };
};
