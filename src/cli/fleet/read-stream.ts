import { diagnoseSources } from '../../diagnose/run.js';
import { bootRecord } from '../../fleet/boots/record.js';
import type { LogStream } from '../../fleet/table/queries.js';
import { type StreamTable, streamSource } from '../../fleet/table/stream-source.js';
import { redacted } from '../../report/redaction/redact.js';
import { pathOf } from './open-table.js';
import type { FileReader, FileResult } from './read-file.js';

/** The boots of one stream of a table, in short, with what its resource says of itself. */
export const readStreamBoots = async (stream: LogStream, from: StreamTable, { rules, thresholds }: Omit<FileReader, 'contentOf'>): Promise<FileResult> => {
  const path = pathOf(stream);
  const sources = (async function* () {
    yield streamSource(path, stream, from);
  })();
  const { report, problems } = await diagnoseSources(sources, { rules, thresholds });
  const replica = stream.keys.replica || stream.keys.uid || null;
  const boots = report.boots.map((boot) => {
    const record = bootRecord(boot);
    return { ...record, replica: record.replica ?? replica, labels: { ...record.labels, ...stream.labels } };
  });
  return { path, hash: null, boots: redacted(boots), problems: problems.map(({ message }) => message) };
};
