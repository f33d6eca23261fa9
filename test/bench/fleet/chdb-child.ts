import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/**
 * A table of OpenTelemetry's schema in a folder of chdb, as a process of its own, since a folder is one process's: `chdb-child.ts HOME FOLDER make PODS LINES`
 * makes it, with the same lines as files beside it; `… select` reads all lines. HOME: where the package chdb is.
 */

type Session = {
  query(text: string, format?: string): string;
  queryBindAsync(text: string, parameters: object, options: { readonly format: string }): Promise<{ bytes(): Uint8Array }>;
  insert(rows: object): Promise<unknown>;
  close(): void;
};

const [, , home = '', folder = '', action = '', pods = '1', lines = '1'] = process.argv;
const { Session } = createRequire(join(home, 'package.json'))('chdb') as { readonly Session: new (folder: string) => Session };
const session = new Session(join(folder, 'data'));

const schema = `CREATE TABLE otel_logs (
  Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)), TimestampTime DateTime DEFAULT toDateTime(Timestamp), TraceId String, SpanId String, TraceFlags UInt8,
  SeverityText LowCardinality(String), SeverityNumber UInt8, ServiceName LowCardinality(String), Body String CODEC(ZSTD(1)),
  ResourceAttributes Map(LowCardinality(String), String), LogAttributes Map(LowCardinality(String), String)
) ENGINE = MergeTree PARTITION BY toDate(TimestampTime) PRIMARY KEY (ServiceName, TimestampTime) ORDER BY (ServiceName, TimestampTime, Timestamp)`;

const began = 1_770_000_000;
const attributesOf = (pod: number): string =>
  `map('k8s.pod.name', 'pod-${pod}', 'k8s.container.name', 'serve', 'k8s.container.restart_count', '0', 'k8s.node.name', 'node-1')`;
const servingOf = (pod: number): string =>
  `concat('INFO:     10.${pod}.', toString(number % 256), '.3:', toString(number % 60000), ' - "POST /v1/completions HTTP/1.1" 200 OK')`;

const make = async (): Promise<void> => {
  session.query(schema);
  const start = readFileSync('fixtures/captured/uvicorn/lazy.log', 'utf8').trimEnd().split('\n');
  for (let pod = 0; pod < Number(pods); pod++) {
    const rows = start.map((Body, at) => ({
      Timestamp: String((BigInt(began) * 1000n + BigInt(at * 20)) * 1_000_000n),
      Body,
      ServiceName: 'llm',
      ResourceAttributes: { 'k8s.pod.name': `pod-${pod}`, 'k8s.container.name': 'serve', 'k8s.container.restart_count': '0', 'k8s.node.name': 'node-1' },
    }));
    await session.insert({ table: 'otel_logs', values: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')), format: 'JSONEachRow' });
    session.query(`INSERT INTO otel_logs (Timestamp, ServiceName, Body, ResourceAttributes)
      SELECT fromUnixTimestamp64Milli(toInt64(${began + 60}) * 1000 + number * 20), 'llm', ${servingOf(pod)}, ${attributesOf(pod)} FROM numbers(${lines})`);
  }
  session.query('OPTIMIZE TABLE otel_logs FINAL');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (let pod = 0; pod < Number(pods); pod++) {
    const answer = await session.queryBindAsync(
      "SELECT concat(formatDateTime(Timestamp, '%Y-%m-%dT%H:%i:%S.%f', 'UTC'), 'Z ', Body) FROM otel_logs WHERE ResourceAttributes['k8s.pod.name'] = {pod:String} ORDER BY Timestamp",
      { pod: `pod-${pod}` },
      { format: 'TSVRaw' },
    );
    await finished(createWriteStream(join(folder, 'logs', `pod-${pod}.log`)).end(answer.bytes()));
  }
};

if (action === 'make') await make();
else {
  const answer = await session.queryBindAsync('SELECT Timestamp, Body FROM otel_logs', {}, { format: 'TabSeparated' });
  console.log(answer.bytes().length);
}
session.close();
