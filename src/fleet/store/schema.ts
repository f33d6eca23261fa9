import type { Statement } from '../table/statement.js';
import { named, sql } from '../table/statement.js';

/** The tables that boots are written into; a boot can be in them more than once, and `coldcase_boots`, `coldcase_phases`, `coldcase_causes` show it once. */
export const storeTables = { schema: 'coldcase_schema', boots: 'coldcase_boot_rows', phases: 'coldcase_phase_rows', causes: 'coldcase_cause_rows' } as const;

/** One step from what stands in a database to what this version writes. */
export type SchemaStep = {
  /** Counted from 1; recorded once all its statements are through. */
  readonly version: number;
  /** In this order. Each leaves a database as it is that has had it: a step that was cut off is done again as a whole. */
  readonly statements: (database: string) => readonly Statement[];
};

/** The table in which steps are recorded. */
export const schemaTableStatement = (database: string): Statement =>
  sql`CREATE TABLE IF NOT EXISTS ${named(database)}.${named(storeTables.schema)} (version UInt32, applied_at DateTime('UTC'), tool String)
  ENGINE = ReplacingMergeTree ORDER BY version`;

/**
 * Of one key the row that was written last stays. No partitions: dates are the logs' own, and a wrong clock must not make a part for each month
 * of a century. Labels are arrays and not a map, which servers before 21.1 don't know.
 */
const tables = (database: string): Statement[] => {
  const of = (table: string): Statement => sql`CREATE TABLE IF NOT EXISTS ${named(database)}.${named(table)}`;
  return [
    sql`${of(storeTables.boots)} (
    boot String, digest String, written UInt64, log String, number UInt32, replica String, runtime String, version String, verdict String,
    started_at Nullable(DateTime('UTC')), time_to_ready_seconds Nullable(Float64), first_request_seconds Nullable(Float64),
    steady_seconds Nullable(Float64), unexplained_seconds Nullable(Float64), label_names Array(String), label_values Array(String)
  ) ENGINE = ReplacingMergeTree(written) ORDER BY boot`,
    sql`${of(storeTables.phases)} (boot String, digest String, scope String, phase String, seconds Float64)
  ENGINE = ReplacingMergeTree ORDER BY (boot, digest, scope, phase)`,
    sql`${of(storeTables.causes)} (boot String, digest String, cause String, severity String, seconds Nullable(Float64))
  ENGINE = ReplacingMergeTree ORDER BY (boot, digest, cause)`,
  ];
};

/** Labels that plots are split by, as columns. */
const shownLabels = ['node', 'zone', 'cluster', 'namespace', 'image', 'model', 'gpu', 'cache'] as const;

const words = (text: string): Statement => ({ texts: [text], values: [] });

const columnsOfBoot = ['boot', 'digest', 'log', 'number', 'replica', 'runtime', 'version', 'verdict', 'started_at', ...shownLabels] as const;

/**
 * What of phases and causes belongs to an earlier reading of a boot has another digest and is not shown. Joins stand between subqueries, since servers of
 * 2018 know no other.
 */
const views = (database: string): Statement[] => {
  const view = (name: string): Statement[] => [
    sql`DROP TABLE IF EXISTS ${named(database)}.${named(name)}`,
    sql`CREATE VIEW IF NOT EXISTS ${named(database)}.${named(name)} AS`,
  ];
  const [dropBoots = sql``, boots = sql``] = view('coldcase_boots');
  const labels = shownLabels.map((label) => `label_values[indexOf(label_names, '${label}')] AS ${label}`).join(', ');
  const figures = 'time_to_ready_seconds, first_request_seconds, steady_seconds, unexplained_seconds, label_names, label_values';
  const own = 'boot, digest, log, number, replica, runtime, version, verdict, started_at';
  const ofBoots = (name: string, rows: string, columns: string): Statement[] => {
    const [drop = sql``, create = sql``] = view(name);
    const mine = words(`SELECT boot, digest, ${columns} FROM `);
    const theirs = words(`SELECT ${columnsOfBoot.join(', ')} FROM `);
    return [
      drop,
      sql`${create} ${words(`SELECT ${columns}, ${columnsOfBoot.join(', ')} FROM`)} (${mine}${named(database)}.${named(rows)} FINAL) AS parts
    ALL INNER JOIN (${theirs}${named(database)}.${named('coldcase_boots')}) AS boots USING (boot, digest)`,
    ];
  };
  return [
    dropBoots,
    sql`${boots} ${words(`SELECT ${own}, ${labels}, ${figures} FROM `)}${named(database)}.${named(storeTables.boots)} FINAL`,
    ...ofBoots('coldcase_phases', storeTables.phases, 'scope, phase, seconds'),
    ...ofBoots('coldcase_causes', storeTables.causes, 'cause, severity, seconds'),
  ];
};

/** All steps, in order. A step that was released is not changed: what it should have been is a new one behind it. */
export const schemaSteps: readonly SchemaStep[] = [
  { version: 1, statements: tables },
  { version: 2, statements: views },
];
