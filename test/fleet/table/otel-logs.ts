import type { Line } from './captured.js';

/** The table of the OpenTelemetry collector's ClickHouse exporter, without the columns that say nothing of a line. */
export const otelSchema = `CREATE TABLE otel_logs (
  Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)), TimestampTime DateTime DEFAULT toDateTime(Timestamp), TraceId String, SpanId String, TraceFlags UInt8,
  SeverityText LowCardinality(String), SeverityNumber UInt8, ServiceName LowCardinality(String), Body String CODEC(ZSTD(1)),
  ResourceAttributes Map(LowCardinality(String), String), LogAttributes Map(LowCardinality(String), String)
) ENGINE = MergeTree PARTITION BY toDate(TimestampTime) PRIMARY KEY (ServiceName, TimestampTime) ORDER BY (ServiceName, TimestampTime, Timestamp)`;

/** A line as a row of it, in JSON. */
export const otelRow = ({ pod, container, restart, nanoseconds, text }: Line): string =>
  JSON.stringify({
    Timestamp: String(nanoseconds),
    Body: text,
    ServiceName: 'llm',
    ResourceAttributes: {
      'k8s.pod.name': pod,
      'k8s.container.name': container,
      'k8s.container.restart_count': String(restart),
      'k8s.node.name': `node-${pod}`,
    },
  });
