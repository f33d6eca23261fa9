import type { BootReport } from '../../model/report.js';
import { boundedStart } from '../escape/bounded.js';
import { bootName } from '../text/evidence.js';
import type { Labels } from './family.js';

/** A value of a label may be of any length; a database of series suffers from long ones. */
export const longestValue = 128;

const mostInfoLabels = 24;

/** Whose figures these are, on every sample of a boot; empty ones are left out, as Prometheus sees no difference. */
export const bootLabels = (boot: BootReport): Labels => ({
  boot: boundedStart(bootName(boot.id), longestValue),
  replica: boot.replica ?? '',
  runtime: boot.runtime,
  pod: boot.labels.pod ?? '',
  namespace: boot.labels.namespace ?? '',
  node: boot.labels.node ?? '',
});

/** As Prometheus names labels: `pageCache` is `page_cache`, and so is `page-cache`. */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toLowerCase();

const prefixed = (prefix: string, values: Labels): (readonly [string, string])[] =>
  Object.entries(values)
    .slice(0, mostInfoLabels)
    .map(([name, value]) => [`${prefix}_${snakeCase(name).slice(0, 64)}`, value]);

/** The labels of `coldcase_boot_info` beside those. Two names that differ only by what a label may not hold are one. */
export const infoLabels = (boot: BootReport): Labels =>
  Object.fromEntries([['runtime_version', boot.runtimeVersion ?? ''], ...prefixed('label', boot.labels), ...prefixed('fingerprint', boot.fingerprint)]);
