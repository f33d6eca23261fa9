import { diagnoseSources } from '../../diagnose/run.js';
import { type BootRecord, bootRecord } from '../../fleet/boots/record.js';
import type { LogStream } from '../../fleet/table/queries.js';
import { type StreamTable, streamSource } from '../../fleet/table/stream-source.js';
import type { BootReport } from '../../model/report.js';
import { redacted } from '../../report/redaction/redact.js';
import { pathOf, replicaOf } from './open-table.js';
import type { FileReader, FileResult } from './read-file.js';

/** The boots of a stream in short, with what its resource says of itself. */
export const recordsOfStream = (boots: readonly BootReport[], stream: LogStream): readonly BootRecord[] => {
  const replica = replicaOf(stream);
  const { host = '' } = stream.keys;
  const labels = { ...(host === '' ? {} : { node: host }), ...stream.labels };
  const records = boots.map(bootRecord);
  return redacted(records.map((record) => ({ ...record, replica: record.replica ?? replica, labels: { ...record.labels, ...labels } })));
};

/** The boots of one stream of a table. */
export const readStreamBoots = async (stream: LogStream, from: StreamTable, { rules, thresholds }: Omit<FileReader, 'contentOf'>): Promise<FileResult> => {
  const path = pathOf(stream);
  const sources = (async function* () {
    yield streamSource(path, stream, from);
  })();
  const { report, problems } = await diagnoseSources(sources, { rules, thresholds });
  return { path, hash: null, boots: recordsOfStream(report.boots, stream), problems: problems.map(({ message }) => message) };
};
