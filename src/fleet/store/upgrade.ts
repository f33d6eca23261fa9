import { toolVersion } from '../../model/tool.js';
import { UserError } from '../../model/user-error.js';
import type { Database } from '../table/database.js';
import { named, sql } from '../table/statement.js';
import { type SchemaStep, schemaSteps, schemaTableStatement, storeTables } from './schema.js';

/**
 * Brings the tables of a database to what this version writes: each step that is not recorded is taken and recorded. Two that do so at once take the same
 * steps, which do no harm twice. Throws a UserError where a newer version was here.
 */
export const upgradeSchema = async (database: Database, name: string, steps: readonly SchemaStep[] = schemaSteps): Promise<void> => {
  const [[known] = []] = await database.ask(sql`SELECT toString(count()) FROM system.databases WHERE name = ${name}`);
  if (known === '0') await database.tell(sql`CREATE DATABASE IF NOT EXISTS ${named(name)}`);
  await database.tell(schemaTableStatement(name));
  const [[recorded = '0'] = []] = await database.ask(sql`SELECT toString(max(version)) FROM ${named(name)}.${named(storeTables.schema)}`);
  const newest = steps.at(-1)?.version ?? 0;
  if (Number(recorded) > newest)
    throw new UserError(
      `${database.name}: the tables in ${name} are of version ${recorded}, and this coldcase writes ${newest}; update coldcase, or name another database`,
    );
  for (const { version, statements } of steps) {
    if (version <= Number(recorded)) continue;
    for (const statement of statements(name)) await database.tell(statement);
    const appliedAt = new Date().toISOString().slice(0, 19).replace('T', ' ');
    await database.insert({ database: name, table: storeTables.schema }, [JSON.stringify({ version, applied_at: appliedAt, tool: toolVersion })]);
  }
};
