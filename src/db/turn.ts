/** What one transaction sends besides what is asked in it: first who asks, and last what is written with the commit. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompiledQuery, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** A transaction that is under way: what goes out behind `begin`, and what goes out before `commit`. */
export type Turn = { opening: CompiledQuery; closing: CompiledQuery[] };

/** The transaction of whoever asks now. */
export const turn = new AsyncLocalStorage<Turn>();

type Tx = Transaction<Tables>;
type Compiles<T> = { compile(tx: Tx): CompiledQuery<T> };

/**
 * Asks what many ask at the same time, such as a school that answers a questionnaire: a server reads and plans it once for each line instead of
 * each time, which with row security is most of its work. The text has to be the same every time, with all that differs as parameters, and
 * it has to find its rows by a key: the plan is made for any values.
 *
 * @example const [response] = await askPlanned(tx, sql<Response>`select … where id = ${id}`)
 */
export async function askPlanned<T>(tx: Tx, query: Compiles<T>): Promise<T[]> {
  const { rows } = await tx.executeQuery(plannedOnce(query.compile(tx)));
  return rows;
}

/**
 * Writes with the commit, in the same way to the database and back. Nothing in the transaction finds what it wrote; should it fail,
 * nothing is kept and the commit throws. Planned once, as by `askPlanned`.
 *
 * Throws outside of `withActor`, and once it has come to its end.
 *
 * @example writeAtCommit(tx, tx.insertInto('instruments.answer').values(answer))
 */
export function writeAtCommit(tx: Tx, query: Compiles<unknown>): void {
  const standing = turn.getStore();
  if (!standing || Object.isFrozen(standing.closing))
    throw new Error('writeAtCommit outside withActor: there is no commit to write with');
  standing.closing.push(plannedOnce(query.compile(tx)));
}

/** What is to be written with the commit. Whoever still comes with something is told so: it would be lost. */
export function closeTurn(): readonly CompiledQuery[] {
  return Object.freeze(turn.getStore()?.closing ?? []);
}

const planned = new WeakSet<object>();

export function plannedOnce<Query extends CompiledQuery>(query: Query): Query {
  planned.add(query);
  return query;
}

export function isPlannedOnce(query: CompiledQuery): boolean {
  return planned.has(query);
}
