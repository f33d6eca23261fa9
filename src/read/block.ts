/** A stretch of whole lines. `bytes` ends at a line feed unless it is the last; UTF-8 (other encodings were transcoded). */
export type Block = {
  readonly bytes: Buffer;
  /** Number of its first line, line feeds counted from 1. */
  readonly firstLine: number;
  /** How many lines it has, where that has been counted. */
  readonly lines?: number;
  /** How many of its lines were longer than the limit and lost their rest. */
  readonly cutLines?: number;
};
