import type { Distribution, Fleet, FleetCause, FleetSplit } from '../../model/fleet.js';
import type { Seconds } from '../../model/units.js';
import { cut, wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { formatRatio, formatSeconds, formatShare } from '../quantity.js';
import type { TextOptions } from '../text/options.js';
import { table } from '../text/table.js';
import { readWords } from './read-words.js';
import { trendLine } from './trend.js';

const readableWidth = 120;
const mostRows = 12;

const orDash = (seconds: Seconds | null): string => (seconds === null ? '–' : formatSeconds(seconds));

const number = (count: number): string => count.toLocaleString('en');

/** `13 d 4 h`, since replica-seconds of a fleet add up to days. */
const replicaTime = (seconds: Seconds): string => {
  if (seconds < 86_400) return formatSeconds(seconds);
  const hours = Math.round(seconds / 3600);
  return `${number(Math.floor(hours / 24))} d ${hours % 24} h`;
};

const quantiles = ({ p50, p95, p99 }: Distribution): string[] => [orDash(p50), orDash(p95), orDash(p99)];

const causeTable = (causes: readonly FleetCause[], palette: Palette): string[] => {
  if (causes.length === 0) return [];
  const head = ['', 'replica time', 'boots', 'share', 'p50', 'p95', 'p99', 'of boots over time'];
  const rows = causes
    .slice(0, mostRows)
    .map((cause) => [
      cause.id,
      replicaTime(cause.replicaSeconds),
      number(cause.boots),
      formatShare(cause.share),
      ...quantiles(cause.cost),
      trendLine(cause.trend),
    ]);
  const paint = (row: number) => (causes[row - 1]?.severity === 'error' ? palette.error : palette.warning);
  const more = causes.length > mostRows ? [palette.faint(`  and ${causes.length - mostRows} more`)] : [];
  return ['', palette.strong('Causes  what they cost all replicas, and one boot'), ...table([head, ...rows], 0, paint), ...more];
};

const splitTable = ({ label, values }: FleetSplit, palette: Palette): string[] => {
  const head = [label, 'boots', 'failed', 'ready p50', 'p95', 'p99', 'first request p50', 'costs most'];
  const rows = values
    .slice(0, mostRows)
    .map((one) => [
      cut(one.value === '' ? '(none)' : one.value, 36),
      number(one.boots),
      number(one.failed),
      ...quantiles(one.timeToReady),
      orDash(one.firstRequest.p50),
      one.dearest ?? '',
    ]);
  const more = values.length > mostRows ? [palette.faint(`  and ${values.length - mostRows} more`)] : [];
  return ['', palette.strong(`By ${label}`), ...table([head, ...rows], -1, () => (text) => text), ...more];
};

const measureWords = { timeToReadySeconds: 'time to ready', firstRequestSeconds: 'the first request' } as const;

const findings = ({ regressions, apart, outlierCount, outliers, together }: Fleet, width: number, palette: Palette): string[] => {
  const lines = [
    ...regressions.map(
      (one) =>
        `Since ${one.label} ${one.firstBad} (${one.lastGood} came before) ${measureWords[one.measure]} is ${formatSeconds(one.afterSeconds)} instead of ${formatSeconds(one.beforeSeconds)} (medians, p ${one.p.toPrecision(1)}).`,
    ),
    ...(outlierCount === 0
      ? []
      : [
          `${outlierCount} ${outlierCount === 1 ? 'start is' : 'starts are'} far out of the usual; the slowest: ${outliers
            .slice(0, 3)
            .map((one) => `${one.id} ${formatSeconds(one.timeToReadySeconds)} (${formatRatio(one.timesMedian)} the median)`)
            .join(', ')}.`,
        ]),
    ...apart.map(
      (one) => `What sets them apart: ${one.label} ${one.value}, in ${formatShare(one.ofOutliers)} of them and ${formatShare(one.ofOthers)} of the others.`,
    ),
    ...together
      .slice(0, 5)
      .map((one) => `${one.causes.join(' and ')} come together in ${one.boots} boots, ${formatRatio(one.timesChance)} as often as by chance.`),
  ];
  if (lines.length === 0) return [];
  return ['', palette.strong('What stands out'), ...lines.flatMap((line) => wrap(line, width, '· '))];
};

/** A fleet for a terminal: a sentence, the causes by what they cost, the labels that tell most, what stands out. Pure; nothing of a log reaches the terminal raw. */
export const renderFleetText = (given: Fleet, options: TextOptions): string => {
  const fleet = mapTexts(given, sanitize);
  const { palette } = options;
  const width = Math.min(readableWidth, Math.max(60, options.width));
  const summary = wrap(fleet.summary, width).map(palette.strong);
  if (options.isBrief === true) return `${summary.join('\n')}\n`;
  const { verdicts, timeToReady, firstRequest } = fleet;
  const when = fleet.from === null || fleet.to === null ? 'without dates' : `${fleet.from.slice(0, 16)} to ${fleet.to.slice(0, 16)} UTC`;
  const facts = [
    `${readWords(fleet)}, ${when}`,
    `failed ${number(verdicts.failed)} · cold ${number(verdicts.cold)} · slow ${number(verdicts.slow)} · warm ${number(verdicts.warm)} · unknown ${number(verdicts.unknown)}`,
    `ready: p50 ${orDash(timeToReady.p50)}, p95 ${orDash(timeToReady.p95)}, p99 ${orDash(timeToReady.p99)}, most ${orDash(timeToReady.most)} (${number(timeToReady.count)} known) · first request: p50 ${orDash(firstRequest.p50)}, p95 ${orDash(firstRequest.p95)} (${number(firstRequest.count)} known) · quantiles within ${formatShare(fleet.relativeError)}`,
  ];
  const lines = [
    ...summary,
    ...facts.flatMap((line) => wrap(line, width).map(palette.faint)),
    ...causeTable(fleet.causes, palette),
    ...findings(fleet, width, palette),
    ...fleet.splits.filter(({ values }) => values.length > 1).flatMap((split) => splitTable(split, palette)),
  ];
  return `${lines.join('\n')}\n`;
};
