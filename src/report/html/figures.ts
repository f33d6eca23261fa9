import type { BootReport } from '../../model/report.js';
import { formatBytes, formatRatio, formatSeconds } from '../quantity.js';
import { formatWindow } from '../text/headline.js';
import { html, type Markup } from './markup.js';
import { placeLabel } from './place.js';

type Figure = { readonly name: string; readonly value: string; readonly remark: Markup | string | null };

const milestone = (boot: BootReport, name: 'listening' | 'ready' | 'warm'): Figure[] => {
  const mark = boot.milestones[name];
  if (mark === null) return [];
  const evidence = mark.evidence[0];
  return [{ name, value: mark.seconds === null ? 'yes' : formatSeconds(mark.seconds), remark: evidence === undefined ? null : placeLabel(evidence) }];
};

const milestones = (boot: BootReport): Figure[] => {
  const told = (['listening', 'ready', 'warm'] as const).flatMap((name) => milestone(boot, name));
  return boot.milestones.ready === null ? [...told, { name: 'ready', value: '–', remark: boot.verdict === 'failed' ? 'never' : 'not in the log' }] : told;
};

const firstRequest = (boot: BootReport): Figure[] => {
  const ratio = boot.coldWarmRatio === null || boot.coldWarmRatio < 1.2 ? null : `${formatRatio(boot.coldWarmRatio)} the steady latency`;
  if (boot.firstRequestSeconds !== null) return [{ name: 'first request', value: formatSeconds(boot.firstRequestSeconds), remark: ratio }];
  const least = boot.firstRequestAtLeastSeconds;
  return least === null ? [] : [{ name: 'first request', value: `≥ ${formatSeconds(least)}`, remark: ratio ?? 'what its phases add up to' }];
};

const early = (boot: BootReport): Figure[] => {
  const metric = boot.metrics.find(({ period }) => period === 'early');
  if (metric === undefined) return [];
  const name = metric.quantile === null ? 'latency at first' : `p${Number((metric.quantile * 100).toFixed(2))} at first`;
  return [{ name, value: formatSeconds(metric.seconds), remark: metric.windowSeconds === null ? null : `in the first ${formatWindow(metric.windowSeconds)}` }];
};

const steady = (boot: BootReport): Figure[] => {
  const seconds = boot.steadySeconds ?? boot.metrics.find(({ period }) => period === 'steady')?.seconds;
  return seconds === undefined ? [] : [{ name: 'steady request', value: formatSeconds(seconds), remark: null }];
};

const sizes = (boot: BootReport): Figure[] => {
  const { peakBytes, limitBytes } = boot.memory;
  return [
    ...(boot.firstTokenSeconds === null ? [] : [{ name: 'first token', value: formatSeconds(boot.firstTokenSeconds), remark: null }]),
    ...(peakBytes === null
      ? []
      : [{ name: 'memory peak', value: formatBytes(peakBytes), remark: limitBytes === null ? null : `of ${formatBytes(limitBytes)}` }]),
    ...(boot.bytesFetched === null ? [] : [{ name: 'fetched', value: formatBytes(boot.bytesFetched), remark: null }]),
  ];
};

/** Milestones, latencies and sizes, each with where it stands or what it is measured against. */
export const figuresSection = (boot: BootReport): Markup => html`
<dl class="figures">${[...milestones(boot), ...firstRequest(boot), ...early(boot), ...steady(boot), ...sizes(boot)].map(
  ({ name, value, remark }) => html`
<div><dt>${name}</dt><dd><span class="value">${value}</span>${remark === null ? null : html` <span class="remark">${remark}</span>`}</dd></div>`,
)}
</dl>`;
