/** One Kysely dialect over either database: both only have to give a connection that answers a query. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { closeTurn, isPlannedOnce, turn } from './turn.ts';

export type Rows = { rows: Record<string, unknown>[]; affected: number };

export type Line = {
  /** @param isPlanned the same text comes again and again on this line: it is read and planned once */
  query(sql: string, parameters: readonly unknown[], isPlanned?: boolean): Promise<Rows>;
  /** Gives the line back; a broken one is thrown away. */
  release(broken: boolean): void;
};

/** What the database said was wrong; never carries the query or its values, so it may be logged. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(fault: { message: string; code?: string | undefined; constraint?: string | undefined }) {
    super(withoutValues(fault.message, fault.code));
    this.code = fault.code;
    this.constraint = fault.constraint;
  }
}

/** Class 22 (data exception) quotes the value it could not read: `invalid input syntax for type date: "…"`. */
function withoutValues(message: string, code: string | undefined): string {
  return code?.startsWith('22') ? message.replace(/".*"/s, '"…"') : message;
}

export function dialectOver(acquire: () => Promise<Line>, destroy: () => Promise<void>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driverOver(acquire, destroy),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

type Connection = DatabaseConnection & {
  line: Line;
  failed: boolean;
  begun: Promise<unknown>;
  send(query: CompiledQuery): Promise<Rows>;
};

function driverOver(acquire: () => Promise<Line>, destroy: () => Promise<void>): Driver {
  const of = (connection: DatabaseConnection) => connection as Connection;
  return {
    async init() {},
    acquireConnection: async () => connectionOver(await acquire()),
    releaseConnection: async (connection) => of(connection).line.release(false),
    async beginTransaction(connection) {
      // Neither is waited for: the first statement is sent behind them, which saves every transaction two ways there and back. Should one
      // fail, that statement fails too or runs as the login, which sees nothing, and the commit says so.
      const { line, send } = of(connection);
      const opening = turn.getStore()?.opening;
      of(connection).failed = false;
      of(connection).begun = Promise.all([line.query('begin', []), opening && send(opening)]);
      of(connection).begun.catch(() => {});
    },
    async commitTransaction(connection) {
      const { line, send, failed, begun } = of(connection);
      // After a failed statement PostgreSQL answers COMMIT with a rollback and calls it success.
      if (failed) {
        await line.query('rollback', []);
        throw new DatabaseError({ message: 'A statement in this transaction failed, so nothing was kept' });
      }
      await begun;
      const closing = closeTurn();
      await allOf([...closing.map(send), line.query('commit', [])]);
    },
    async rollbackTransaction(connection) {
      closeTurn();
      await of(connection).line.query('rollback', []);
    },
    destroy,
  };
}

/** Waits for all, so that nothing is under way any more when the first fault is thrown. */
async function allOf(under: readonly Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(under)) if (one.status === 'rejected') throw one.reason;
}

function connectionOver(line: Line): Connection {
  const send = (query: CompiledQuery) => line.query(query.sql, query.parameters, isPlannedOnce(query));
  const connection: Connection = {
    line,
    failed: false,
    begun: Promise.resolve(),
    send,
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      try {
        const { rows, affected } = await send(query);
        return { rows: rows as R[], numAffectedRows: BigInt(affected) };
      } catch (error) {
        connection.failed = true;
        // What went wrong first says more than that the transaction is aborted since.
        throw await connection.begun.then(
          () => error,
          (first: unknown) => first,
        );
      }
    },
    // biome-ignore lint/correctness/useYield: nothing streams inside a transaction, where it would hold the connection
    async *streamQuery() {
      throw new Error('Queries do not stream: read in pages by key instead');
    },
  };
  return connection;
}
