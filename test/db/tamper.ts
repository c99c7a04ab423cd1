/** Statements past grants and row security on a database that is open: what somebody with the database in their hands could do. */
import { CompiledQuery } from 'kysely';
import { inject } from 'vitest';
import type { Database } from '#db';
import { ownerOfServer } from './owner.ts';

/** @example await tamper(db, 'delete from audit.entry where id = $1', [id]); */
export async function tamper(
  db: Database,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  const server = inject('server');
  if (server !== null) {
    const owner = await ownerOfServer(server);
    return owner
      .query(statement, parameters)
      .then(() => undefined)
      .finally(() => owner.close());
  }
  await db.kysely.connection().execute(async (line) => {
    await line.executeQuery(CompiledQuery.raw('set session authorization postgres'));
    await line
      .executeQuery(CompiledQuery.raw(statement, [...parameters]))
      .finally(() => line.executeQuery(CompiledQuery.raw('set session authorization waymark_login')));
  });
}
