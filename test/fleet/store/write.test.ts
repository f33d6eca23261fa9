import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BootRecord } from '../../../src/fleet/boots/record.js';
import { bootKey, type KeyedBoot } from '../../../src/fleet/store/rows.js';
import { schemaSteps } from '../../../src/fleet/store/schema.js';
import { upgradeSchema } from '../../../src/fleet/store/upgrade.js';
import { storeBoots } from '../../../src/fleet/store/write.js';
import type { Database } from '../../../src/fleet/table/database.js';
import { named, type Statement, sql } from '../../../src/fleet/table/statement.js';
import { record } from '../boots/record-of.js';
import { databases, type Place } from './databases.js';

const begun = Date.UTC(2026, 1, 11) / 1000;
const boot = (place: number, changes: Partial<BootRecord> = {}): KeyedBoot => ({
  ...record({
    id: `pod-${place}.log#1`,
    startedAt: begun + place,
    phases: [{ scope: 'startup', phase: 'compile', seconds: 20 }],
    causes: [{ id: 'compile-at-startup', severity: 'warning', seconds: 20 }],
    ...changes,
  }),
  key: bootKey(`pod-${place}`, begun + place, '', 0),
});

describe.each(databases)('boots written into $kind (skipped where it is not installed)', ({ isHere, make }) => {
  let place: Place | null = null;
  let database: Database | null = null;
  beforeAll(async () => {
    if (!isHere) return;
    place = await make();
    database = await place.open();
  }, 60_000);
  afterAll(async () => {
    await database?.close();
    await place?.remove();
  });

  /** A database of one test, by a name that must be quoted. */
  const inFresh = async (name: string): Promise<{ database: Database; name: string; table: (view: string) => Statement }> => {
    if (database === null) throw new Error('no database');
    await upgradeSchema(database, name);
    return { database, name, table: (view) => sql`${named(name)}.${named(view)}` };
  };

  it.skipIf(!isHere)('are there once however often they are written, with their phases and causes', async () => {
    const { database, name, table } = await inFresh("it's `one`");
    const boots = Array.from({ length: 1200 }, (_, at) => boot(at));
    expect(await storeBoots(database, name, boots, 1)).toEqual({ written: 1200, known: 0 });
    expect(await storeBoots(database, name, boots, 2)).toEqual({ written: 0, known: 1200 });
    for (const view of ['coldcase_boots', 'coldcase_phases', 'coldcase_causes'])
      expect(await database.ask(sql`SELECT toString(count()), toString(uniqExact(boot)) FROM ${table(view)}`)).toEqual([['1200', '1200']]);
    expect(await database.ask(sql`SELECT toString(sum(seconds)) FROM ${table('coldcase_phases')} WHERE phase = 'compile'`)).toEqual([['24000']]);
  });

  it.skipIf(!isHere)('show what was written last, and nothing of what was written before', async () => {
    const { database, name, table } = await inFresh('again');
    await storeBoots(database, name, [boot(1, { verdict: 'unknown', timeToReadySeconds: null })], 1);
    const phases = [{ scope: 'startup', phase: 'weights-load', seconds: 7 }] as const;
    expect(await storeBoots(database, name, [boot(1, { phases, causes: [] })], 2)).toEqual({ written: 1, known: 0 });
    expect(await database.ask(sql`SELECT verdict, toString(time_to_ready_seconds) FROM ${table('coldcase_boots')}`)).toEqual([['warm', '30']]);
    expect(await database.ask(sql`SELECT phase, toString(seconds) FROM ${table('coldcase_phases')}`)).toEqual([['weights-load', '7']]);
    expect(await database.ask(sql`SELECT cause FROM ${table('coldcase_causes')}`)).toEqual([]);
  });

  it.skipIf(!isHere)('keep names with quotes, line feeds and half characters as they are', async () => {
    const { database, name, table } = await inFresh('names');
    const replica = 'a\'b"c\\d\te\n`f` \0 {g} 界 -- ; DROP TABLE x';
    await storeBoots(database, name, [boot(1, { replica, labels: { runtime: 'vllm', version: '0.8', node: replica, "it's": 'half \ud800' } })], 1);
    const [row] = await database.ask(
      sql`SELECT replica, node, version, arrayStringConcat(label_names, ','), label_values[indexOf(label_names, ${"it's"})] FROM ${table('coldcase_boots')}`,
    );
    expect(row).toEqual([replica, replica, '0.8', "it's,node", 'half �']);
  });

  it.skipIf(!isHere)('without a date, or with one that no column holds, have none', async () => {
    const { database, name, table } = await inFresh('dates');
    await storeBoots(database, name, [boot(1, { startedAt: null }), boot(2, { startedAt: 1e11 }), boot(3)], 1);
    const dates = sql`SELECT coalesce(toString(started_at), 'none') AS date FROM ${table('coldcase_boots')} ORDER BY date`;
    expect(await database.ask(dates)).toEqual([['2026-02-11 00:00:03'], ['none'], ['none']]);
  });

  it.skipIf(!isHere)('find tables of an earlier version brought up to date, and a step that was cut off taken again', async () => {
    if (database === null) return;
    const [first, second] = schemaSteps;
    if (first === undefined || second === undefined) throw new Error('no steps');
    await upgradeSchema(database, 'old', [first]);
    await storeBoots(database, 'old', [boot(1)], 1);
    for (const statement of second.statements('old').slice(0, 3)) await database.tell(statement);
    await upgradeSchema(database, 'old');
    await upgradeSchema(database, 'old');
    expect(await database.ask(sql`SELECT DISTINCT toString(version) AS v FROM ${named('old')}.coldcase_schema ORDER BY v`)).toEqual([['1'], ['2']]);
    expect(await database.ask(sql`SELECT cause FROM ${named('old')}.coldcase_causes`)).toEqual([['compile-at-startup']]);
  });

  it.skipIf(!isHere)('are not written into tables of a newer version', async () => {
    if (database === null) return;
    await upgradeSchema(database, 'new', [...schemaSteps, { version: 99, statements: () => [] }]);
    await expect(upgradeSchema(database, 'new')).rejects.toThrow(/the tables in new are of version 99, and this coldcase writes \d+; update coldcase/);
  });
});
