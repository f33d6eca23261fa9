import { type Dimension, dimensions } from './dimensions.js';

export type Column = Dimension | 'count' | 'seconds' | 'peakBytes';

/** A column, and what its figures are to be multiplied with. */
export type NamedColumn = { readonly column: Column; readonly factor: number };

/** The figures that one request names, as they stand there. */
export type Row = readonly (readonly [NamedColumn, unknown])[];

const plain = (column: Column): NamedColumn => ({ column, factor: 1 });

/** The names under which servers, proxies and traces log these figures (`gen_ai` ones: OpenTelemetry's semantic conventions). */
const columnNames = new Map<string, NamedColumn>([
  ...dimensions.map((dimension) => [dimension, plain(dimension)] as const),
  ['batch_size', plain('batch')],
  ['sequence_length', plain('sequence')],
  ['seq_len', plain('sequence')],
  ['seq', plain('sequence')],
  ['prompt_tokens', plain('sequence')],
  ['input_tokens', plain('sequence')],
  ['gen_ai.usage.input_tokens', plain('sequence')],
  ['gen_ai.usage.prompt_tokens', plain('sequence')],
  ['count', plain('count')],
  ['seconds', plain('seconds')],
  ['duration_seconds', plain('seconds')],
  ['request_time', plain('seconds')],
  ['duration_ms', { column: 'seconds', factor: 1e-3 }],
  ['latency_ms', { column: 'seconds', factor: 1e-3 }],
  ['peak_bytes', plain('peakBytes')],
]);

/** The column that a name stands for, whatever its case; null where it stands for none. */
export const columnNamed = (name: string): NamedColumn | null => columnNames.get(name.trim().toLowerCase()) ?? null;
