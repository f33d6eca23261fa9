import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { servingLog } from './serving-log.js';

/**
 * A table of OpenTelemetry's schema in a folder of chdb, as a process of its own, since a folder is one process's: `chdb-child.ts HOME FOLDER make PODS LINES`
 * makes it, with the same lines as files beside it; `… select` reads all lines; `… bounds` tells what the engine alone can do. HOME: where the package chdb is.
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
/** So many lines of a replica are different ones; its log goes on with those of serving among them. */
const blockLines = 200_000;
const millisecondsALine = 20;
/** Past the last line of the start. */
const firstServing = 100;

/** What the collector's Kubernetes attributes say of a replica. */
const attributesOf = (pod: number): { readonly [name: string]: string } => ({
  'k8s.cluster.name': 'bench',
  'k8s.namespace.name': 'models',
  'k8s.deployment.name': 'llm',
  'k8s.pod.name': `llm-6d9f7c5b8-${pod}`,
  'k8s.pod.uid': `0b1f4a52-7f0e-4c36-9d59-${String(pod).padStart(12, '0')}`,
  'k8s.pod.start_time': '2026-02-02T02:40:00Z',
  'k8s.node.name': `node-${pod}`,
  'k8s.container.name': 'serve',
  'k8s.container.restart_count': '0',
  'container.image.name': 'registry.example/vllm',
});

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

/** Adds the lines of a block to the log of a replica behind so many, by the engine itself: `from` is the first of them. */
const addBlock = (pod: number, behind: number, from: number, count: number): void => {
  const map = `map(${quoted(Object.entries(attributesOf(pod)).flat())})`;
  const milliseconds = `toInt64(${began}) * 1000 + (${behind - from} + toInt64(line)) * ${millisecondsALine}`;
  session.query(`INSERT INTO otel_logs (Timestamp, ServiceName, Body, ResourceAttributes)
    SELECT fromUnixTimestamp64Milli(${milliseconds}), 'llm', text, ${map} FROM block WHERE line >= ${from} AND line < ${from + count}`);
};

const make = async (): Promise<void> => {
  session.query(schema);
  session.query('CREATE TABLE block (line UInt32, text String) ENGINE = Memory');
  for (let pod = 0; pod < Number(pods); pod++) {
    const log = servingLog(pod, Math.min(blockLines, Number(lines)));
    const values = log
      .trimEnd()
      .split('\n')
      .map((text, line) => JSON.stringify({ line, text }));
    await session.insert({ table: 'block', values: Buffer.from(values.join('\n')), format: 'JSONEachRow' });
    let made = 0;
    while (made < Number(lines)) {
      const from = made === 0 ? 0 : firstServing;
      const count = Math.min(values.length - from, Number(lines) - made);
      addBlock(pod, made, from, count);
      made += count;
    }
    session.query('TRUNCATE TABLE block');
  }
  session.query('DROP TABLE block');
  session.query('OPTIMIZE TABLE otel_logs FINAL');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (let pod = 0; pod < Number(pods); pod++) {
    const answer = await session.queryBindAsync(
      "SELECT concat(formatDateTime(Timestamp, '%Y-%m-%dT%H:%i:%S.%f', 'UTC'), 'Z ', Body) FROM otel_logs WHERE ResourceAttributes['k8s.node.name'] = {node:String} ORDER BY Timestamp",
      { node: `node-${pod}` },
      { format: 'TSVRaw' },
    );
    await finished(createWriteStream(join(folder, 'logs', `pod-${pod}.log`)).end(answer.bytes()));
  }
};

/** What the engine alone can do with the lines here: seconds of the clock and of the processor for all of them, the better of two times. */
const bounds = async (): Promise<object> => {
  const conditions = { read: 'NOT ignore(Body)', search: "position(Body, 'no line has these words') > 0", whose: 'NOT ignore(ResourceAttributes)' };
  const found: { [name: string]: { readonly clock: number; readonly processor: number } } = {};
  for (const [name, condition] of Object.entries(conditions)) {
    for (let turn = 0; turn < 2; turn++) {
      const [begun, before] = [performance.now(), process.cpuUsage()];
      await session.queryBindAsync(`SELECT count() FROM otel_logs WHERE ${condition} SETTINGS use_query_condition_cache = 0`, {}, { format: 'TabSeparated' });
      const { user, system } = process.cpuUsage(before);
      const [clock, processor] = [(performance.now() - begun) / 1000, (user + system) / 1e6];
      if (processor < (found[name]?.processor ?? Number.POSITIVE_INFINITY)) found[name] = { clock, processor };
    }
  }
  const [packed, unpacked] = session
    .query("SELECT data_compressed_bytes, data_uncompressed_bytes FROM system.columns WHERE table = 'otel_logs' AND name = 'Body'", 'TabSeparated')
    .split('\t')
    .map(Number);
  return { ...found, packed: (unpacked ?? Number.NaN) / (packed ?? Number.NaN) };
};

if (action === 'make') await make();
else if (action === 'bounds') console.log(JSON.stringify(await bounds()));
else {
  const answer = await session.queryBindAsync('SELECT Timestamp, Body FROM otel_logs', {}, { format: 'TabSeparated' });
  console.log(answer.bytes().length);
}
session.close();
