import type { Report } from '../../model/report.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { bootLabels } from './boot-labels.js';
import { metricFamilies } from './families.js';
import type { MetricFamily, Sample } from './family.js';
import { labelText } from './label-text.js';
import { shownBoots } from './shown-boots.js';

/** Each label set once, which the formats demand: of two figures with the same labels the larger. */
const seriesOf = (samples: readonly Sample[]): Map<string, number> => {
  const series = new Map<string, number>();
  for (const { boot, labels, value } of samples) {
    const key = labelText({ ...(boot === null ? {} : bootLabels(boot)), ...labels });
    series.set(key, Math.max(series.get(key) ?? Number.NEGATIVE_INFINITY, value));
  }
  return series;
};

/** The lines of every family that has a sample: those of `head`, then a line a series. */
export const expositionLines = (report: Report, head: (family: MetricFamily) => readonly string[]): string[] => {
  const clean = mapTexts(report, sanitize);
  const shown = shownBoots(clean.boots);
  return metricFamilies.flatMap((family) => {
    const samples = family.samples(clean).filter(({ boot }) => boot === null || shown.includes(boot));
    const series = seriesOf(samples);
    return series.size === 0 ? [] : [...head(family), ...[...series].map(([labels, value]) => `${family.name}${labels} ${value}`)];
  });
};
