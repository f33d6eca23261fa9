import type { BootReport } from '../model/report.js';
import type { Trait } from './policy/traits.js';
import { traits } from './policy/traits.js';

/** What makes two starts comparable, as far as the log says it; a trait that it does not say is absent. */
export type Fingerprint = { readonly [trait in Trait]?: string };

/** The fingerprint of a boot. */
export const fingerprintOf = (boot: BootReport): Fingerprint => {
  const said: { readonly [name: string]: string | null | undefined } = {
    ...boot.fingerprint,
    runtime: boot.runtime,
    runtimeVersion: boot.runtimeVersion,
    image: boot.labels.image ?? boot.fingerprint.image,
  };
  return Object.fromEntries(traits.flatMap((trait) => (typeof said[trait] === 'string' ? [[trait, said[trait]]] : [])));
};

/** Fingerprints with the same key are comparable, those traits apart in which they may differ. */
export const keyOf = (fingerprint: Fingerprint, across: readonly string[]): string =>
  JSON.stringify(traits.map((trait) => (across.includes(trait) ? null : (fingerprint[trait] ?? null))));

/** In which traits two starts differ, in words: `cache: compile cache hit → compile cache cold`. */
export const differencesOf = (before: Fingerprint, after: Fingerprint, across: readonly string[]): string[] =>
  traits
    .filter((trait) => !across.includes(trait) && before[trait] !== after[trait])
    .map((trait) => `${trait}: ${before[trait] ?? 'not in the log'} → ${after[trait] ?? 'not in the log'}`);
