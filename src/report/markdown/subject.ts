import type { BootReport } from '../../model/report.js';
import { bootName } from '../text/evidence.js';
import { code, inline } from './escape.js';
import { listed } from './sentence.js';

const shownLabels = 8;
const longestLabel = 200;

/** What started: `gunicorn 20.1.0`, or, where no rule knows it, a model server. */
export const subject = (boot: BootReport): string => {
  if (boot.runtime === 'generic') return 'a model server';
  return inline(boot.runtimeVersion === null ? boot.runtime : `${boot.runtime} ${boot.runtimeVersion}`);
};

/** The boot's name in code: the path as given, and which boot of it. */
export const nameOf = (boot: BootReport): string => code(bootName(boot.id));

/** `26 November 2026, 13:54:02 UTC`; null without a date. */
export const startMoment = (boot: BootReport): string | null => {
  const date = boot.startedAt === null ? Number.NaN : Date.parse(boot.startedAt);
  if (Number.isNaN(date)) return null;
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
  return `${day}, ${new Date(date).toISOString().slice(11, 19)} UTC`;
};

/** What the log says of the replica's place and of itself: pod, node, model, GPU; empty where it says nothing. */
export const whereabouts = (boot: BootReport): string => {
  const labels = Object.entries({ ...boot.labels, ...boot.fingerprint });
  const isLabelled = labels.some(([, value]) => value === boot.replica);
  const all = [...(boot.replica === null || isLabelled ? [] : [['replica', boot.replica] as const]), ...labels].filter(([, value]) => value !== '');
  const shown = all.slice(0, shownLabels).map(([name, value]) => `${inline(name.slice(0, longestLabel))} ${code(value.slice(0, longestLabel))}`);
  return listed(all.length > shownLabels ? [...shown, `${all.length - shownLabels} labels more`] : shown);
};
