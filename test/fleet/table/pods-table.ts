import { parseMap } from '../../../src/fleet/table/map.js';
import type { LogTable } from '../../../src/fleet/table/queries.js';

/** A table of lines that name their pod, with clocks of whole numbers. */
export const podsTable: LogTable = {
  name: { database: 'd', table: 't' },
  map: parseMap('body=b,time=t,replica=pod'),
  kind: 'number',
  columns: new Map([['pod', 'String']]),
  since: null,
  until: null,
  hasCoarseTime: false,
  search: 'multiMatchAny',
  isMergeTree: false,
};
