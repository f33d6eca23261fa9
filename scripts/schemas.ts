import type { Tree } from './write-tree.js';

/** The JSON Schemas that editors use to complete and check rule files, under `schema/`. */
export function schemas(): Tree {
  return new Map();
}
