import type { BootReport, Report } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { metricFamilies } from '../metrics/families.js';
import type { MetricFamily, Sample } from '../metrics/family.js';
import { attributesOf, type KeyValue } from './attributes.js';
import { bootTime, nanoseconds } from './boot-time.js';

type DataPoint = { readonly attributes?: readonly KeyValue[]; readonly timeUnixNano?: string; readonly asDouble: number };

export type OtlpMetric = {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly gauge: { readonly dataPoints: readonly DataPoint[] };
};

const units = { seconds: 's', bytes: 'By', ratio: '1' } as const;

/** `coldcase_time_to_ready_seconds` is `coldcase.time_to_ready`: the unit is a member of its own, and a Prometheus behind a collector adds it again. */
const nameOf = ({ name, unit }: MetricFamily): string => (unit === null ? name : name.slice(0, -unit.length - 1)).replace('coldcase_', 'coldcase.');

/** The gauges of one boot. A point's time is the boot's end; without a clock `observedAt`, and where that is null too the time is left unset. */
export const metricsOf = (report: Report, boot: BootReport, observedAt: Seconds | null): OtlpMetric[] => {
  const at = bootTime(boot)?.end ?? observedAt;
  const time = at === null ? {} : { timeUnixNano: nanoseconds(at) };
  const point = ({ labels, value }: Sample): DataPoint => {
    const attributes = attributesOf(labels);
    return { ...(attributes.length === 0 ? {} : { attributes }), ...time, asDouble: value };
  };
  return metricFamilies
    .filter(({ type }) => type === 'gauge')
    .flatMap((family) => {
      const samples = family.samples({ ...report, boots: [boot] }).filter((sample) => sample.boot !== null);
      if (samples.length === 0) return [];
      const unit = family.unit === null ? '' : units[family.unit];
      return [{ name: nameOf(family), description: family.help, unit, gauge: { dataPoints: samples.map(point) } }];
    });
};
