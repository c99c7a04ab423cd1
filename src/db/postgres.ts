/** A PostgreSQL server as Kysely sees it, with values in the same shapes as from the embedded database. */
import type { Socket } from 'node:net';
import type { Dialect } from 'kysely';
import pg from 'pg';
import { DatabaseError, dialectOver, type Line, type Rows } from './dialect.ts';
import { encode, parserFor } from './values.ts';

const types = { getTypeParser: (type: number) => parserFor(type) } as unknown as pg.CustomTypesConfig;

/** How the server writes values, whatever its own settings are: `values.ts` reads this and nothing else. */
const AS_READ =
  "set datestyle = 'ISO'; set timezone = 'UTC'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1";

/**
 * Compiling a statement takes 50 to 250 ms, and what it saves is less than that in every one of ours. The server decides by estimated cost,
 * and row security makes estimates high.
 */
const UNCOMPILED = 'set jit = off';

/**
 * A pool for one address; values are written and read by our own table, not by the driver's. What is asked on one line before an answer has
 * come is sent at once and answered in turn.
 */
export function postgresPool(url: string, most: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    types,
    pipeline: true,
    application_name: 'waymark',
  });
  // A connection that is lost while idle is replaced at the next use; one that is lost while somebody has it fails their statement. Heard by
  // nobody, either would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** @param stepDown SQL run once on every new connection before anything else */
export function postgresDialect(pool: pg.Pool, stepDown: string): Dialect {
  const ready = new WeakSet<pg.PoolClient>();
  async function acquire(): Promise<Line> {
    const client = await pool.connect();
    const line = lineOver(client);
    if (ready.has(client)) return line;
    try {
      await line.query(`${AS_READ}; ${UNCOMPILED}; ${stepDown}`, []);
    } catch (error) {
      line.release(true);
      throw error;
    }
    ready.add(client);
    return line;
  }
  return dialectOver(acquire, () => pool.end());
}

function lineOver(client: pg.PoolClient): Line {
  let broken = false;
  return {
    query: async (sql, parameters, isPlanned = false): Promise<Rows> => {
      const values = parameters.map(encode);
      try {
        sendTogether(client);
        const result = await (isPlanned
          ? client.query<Record<string, unknown>>({ name: nameOf(sql), text: sql, values })
          : client.query<Record<string, unknown>>(sql, values));
        return { rows: result.rows, affected: result.rowCount ?? 0 };
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) broken = true;
        throw error instanceof Error ? new DatabaseError(error as pg.DatabaseError) : error;
      }
    },
    release: (because) => client.release(broken || because),
  };
}

/** What is asked on a line before anybody waits goes out as one write: each would cost more than what it says. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Statements that are planned once, by the names under which every line knows them. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `planned_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
