/** Statements past grants and row security on a database that is open: what somebody with the database in their hands could do. */
import { CompiledQuery } from 'kysely';
import { inject } from 'vitest';
import type { Database } from '#db';
import { ownerOfServer, type Row } from './owner.ts';

/** @returns the rows of the statement. @example await tamper(db, 'delete from audit.entry where id = $1', [id]); */
export async function tamper(
  db: Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const server = inject('server');
  if (server !== null) {
    const owner = await ownerOfServer(server);
    return owner
      .query(statement, parameters)
      .then(({ rows }) => rows)
      .finally(() => owner.close());
  }
  return db.kysely.connection().execute(async (line) => {
    await line.executeQuery(CompiledQuery.raw('set session authorization postgres'));
    const { rows } = await line
      .executeQuery<Row>(CompiledQuery.raw(statement, [...parameters]))
      .finally(() => line.executeQuery(CompiledQuery.raw('set session authorization waymark_login')));
    return rows;
  });
}
