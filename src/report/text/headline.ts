import type { BootReport, Verdict } from '../../model/report.js';
import { cut, wrap } from '../drawing/layout.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { formatBytes, formatRatio, formatSeconds } from '../quantity.js';
import { bootName } from './evidence.js';

/** The colour of a verdict. */
export const paintOf = (verdict: Verdict, palette: Palette): Paint => {
  const paints: { readonly [name in Verdict]: Paint } = {
    failed: palette.error,
    cold: palette.warning,
    slow: palette.warning,
    warm: palette.good,
    unknown: palette.note,
  };
  return paints[verdict];
};

/** The reason of a verdict; what the verdict's word says already is not said twice. */
export const reasonOf = ({ verdict, reason }: { readonly verdict: string; readonly reason: string }): string =>
  reason.replace(new RegExp(`^(?:the start )?${verdict}: *`, 'i'), '');

/** The one sentence that comes first: a verdict in its colour, and the reason. */
export const sentence = (verdict: string, reason: string, paint: Paint, width: number, palette: Palette): string[] => {
  const [first = '', ...rest] = wrap(`${verdict}: ${reasonOf({ verdict, reason })}`, width);
  const head = verdict.length + 1;
  return [paint(palette.strong(first.slice(0, head))) + palette.strong(first.slice(head)), ...rest.map(palette.strong)];
};

/** The sentence of one boot. */
export const headline = (boot: BootReport, width: number, palette: Palette): string[] =>
  sentence(boot.verdict, boot.reason, paintOf(boot.verdict, palette), width, palette);

/** `5 min`, `90 s`. */
export const formatWindow = (seconds: number): string =>
  seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : formatSeconds(seconds).replace('.0 ', ' ');

const latency = (boot: BootReport): string[] => {
  const early = boot.metrics.find((metric) => metric.period === 'early');
  const parts: string[] = [];
  if (boot.firstRequestSeconds !== null) parts.push(`first request ${formatSeconds(boot.firstRequestSeconds)}`);
  else if (boot.firstRequestAtLeastSeconds !== null) parts.push(`first request at least ${formatSeconds(boot.firstRequestAtLeastSeconds)}`);
  if (boot.firstTokenSeconds !== null) parts.push(`first token ${formatSeconds(boot.firstTokenSeconds)}`);
  if (early !== undefined) {
    const name = early.quantile === null ? 'latency' : `p${Number((early.quantile * 100).toFixed(2))}`;
    const window = early.windowSeconds === null ? 'at first' : `in the first ${formatWindow(early.windowSeconds)}`;
    parts.push(`${name} ${formatSeconds(early.seconds)} ${window}`);
  }
  const steady = boot.steadySeconds ?? boot.metrics.find((metric) => metric.period === 'steady')?.seconds;
  if (steady !== undefined) parts.push(`steady ${formatSeconds(steady)}`);
  if (boot.coldWarmRatio !== null && boot.coldWarmRatio >= 1.2) parts.push(`${formatRatio(boot.coldWarmRatio)} slower when cold`);
  return parts;
};

const identity = (boot: BootReport): string[] => {
  const runtime = boot.runtimeVersion === null ? boot.runtime : `${boot.runtime} ${boot.runtimeVersion}`;
  const labels = Object.entries({ ...boot.labels, ...boot.fingerprint }).map(([name, value]) => `${name} ${value}`);
  const replica = boot.replica === null || Object.values(boot.labels).includes(boot.replica) ? [] : [boot.replica];
  return [bootName(boot.id), runtime, ...replica, ...labels];
};

const sizes = (boot: BootReport): string[] => {
  const { peakBytes, limitBytes } = boot.memory;
  const limit = limitBytes === null ? '' : ` of ${formatBytes(limitBytes)}`;
  return [
    ...(peakBytes === null ? [] : [`memory peak ${formatBytes(peakBytes)}${limit}`]),
    ...(boot.bytesFetched === null ? [] : [`${formatBytes(boot.bytesFetched)} fetched`]),
  ];
};

/** What was looked at, its latencies and sizes: faint lines under the sentence. */
export const facts = (boot: BootReport, width: number, palette: Palette): string[] => {
  const lines = wrap(identity(boot).join(' · '), width);
  const shown = lines.length > 3 ? [...lines.slice(0, 2), cut(`${lines[2] ?? ''} …`, width)] : lines;
  const figures = [...latency(boot), ...sizes(boot)];
  return [...shown, ...(figures.length === 0 ? [] : wrap(figures.join(' · '), width))].map(palette.faint);
};
