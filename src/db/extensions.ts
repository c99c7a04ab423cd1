import { Refused } from '../outcome.ts';

type Ask = (sql: string, parameters?: readonly unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/**
 * Refuses a server that lacks what comes with PostgreSQL but is, in some packages, installed apart: fuzzystrmatch, by which
 * names are found as they sound.
 */
export async function refuseBare(ask: Ask): Promise<void> {
  const { rows } = await ask(`select from pg_available_extensions where name = 'fuzzystrmatch'`);
  if (rows.length === 0)
    throw new Refused(
      'This PostgreSQL lacks its extension fuzzystrmatch, by which names are found as they sound. Install the package of additional modules (postgresql-contrib) and try again.',
    );
}
