import type { Report } from '../model/report.js';
import type { Seconds } from '../model/units.js';
import { jsonText } from './escape/json-text.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { shownBoots } from './metrics/shown-boots.js';
import { bootTime } from './otlp/boot-time.js';
import { metricsOf } from './otlp/metrics.js';
import { resourceOf } from './otlp/resource.js';
import { spansOf } from './otlp/spans.js';

/** What is sent to `/v1/traces` and to `/v1/metrics`, as JSON; null where there is nothing to send. */
export type OtlpMessages = { readonly traces: string | null; readonly metrics: string | null };

/**
 * The boots as OTLP has them: a trace for each whose moments the log dates, gauges for all of them. `observedAt` (seconds since the epoch)
 * is the time of gauges whose boot has none; null leaves it unset.
 */
export const otlpMessages = (report: Report, observedAt: Seconds | null): OtlpMessages => {
  const clean = mapTexts(report, sanitize);
  const scope = { name: clean.tool.name, version: clean.tool.version };
  const resourceSpans = clean.boots.flatMap((boot) => {
    const time = bootTime(boot);
    return time === null ? [] : [{ resource: resourceOf(boot), scopeSpans: [{ scope, spans: spansOf(boot, time) }] }];
  });
  const resourceMetrics = shownBoots(clean.boots).map((boot) => ({
    resource: resourceOf(boot),
    scopeMetrics: [{ scope, metrics: metricsOf(clean, boot, observedAt) }],
  }));
  return {
    traces: resourceSpans.length === 0 ? null : jsonText({ resourceSpans }),
    metrics: resourceMetrics.length === 0 ? null : jsonText({ resourceMetrics }),
  };
};

/** A line with the traces, where there are any, and a line with the metrics: each is a message of OTLP's JSON as a collector's file receiver reads it. */
export const renderOtlp = (report: Report): string => {
  const { traces, metrics } = otlpMessages(report, null);
  return [traces, metrics].map((line) => (line === null ? '' : `${line}\n`)).join('');
};
