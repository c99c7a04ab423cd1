import { sql } from 'kysely';
import { type AccountId, newId, type PersonId, type TenantId, type Tx } from '#db';

/** Whoever acts: an account, or null for the command line and for somebody not yet known. */
export type Doer = { tenantId: TenantId; accountId: AccountId | null; name?: string };

export type Act = {
  /** Noun and past verb, such as `person.seen`. */
  act: string;
  /** The young person it was about. */
  personId?: PersonId | null | undefined;
  /** The id of whatever else it was about. */
  subjectId?: string | null | undefined;
  /** What allowed it or brought it about, such as `pastoral lead at Ashdale School`. */
  why: string;
  /** How many rows or people it touched, for a list or a file. */
  number?: number | undefined;
};

/**
 * Adds one entry in the transaction of the act itself, so that neither exists without the other: a look that is
 * rolled back was not a look, and hands it to the sealer. Ids and reasons only: names, dates of birth and words about somebody stay out, because
 * an entry can never be corrected or removed.
 *
 * @example await record(tx, actor, { act: 'person.seen', personId, why: 'teaches them' });
 */
export async function record(tx: Tx, doer: Doer, act: Act): Promise<void> {
  await recording(tx, doer, act).selectNoFrom(sql<number>`1`.as('recorded')).execute();
}

/**
 * As `record`, as part of the one statement in which the act itself is written: where a school does the same at once, a way to the database
 * and back is what it costs.
 *
 * @example await recording(tx, actor, { act: 'answers.given', personId, why: 'answered' }).updateTable(…)…
 */
export function recording(tx: Tx, doer: Doer, act: Act) {
  // The same in both tables.
  const id = newId<never>();
  return tx
    .with('handed', (query) => query.insertInto('audit.unsealed').values({ tenant_id: doer.tenantId, id }))
    .with('noted', (query) =>
      query.insertInto('audit.entry').values({
        tenant_id: doer.tenantId,
        id,
        account_id: doer.accountId,
        // An account is known by its id; the command line has only the name of whoever is logged in to the machine.
        by: doer.accountId === null ? (doer.name ?? null) : null,
        act: act.act,
        person_id: act.personId ?? null,
        subject_id: act.subjectId ?? null,
        why: act.why,
        number: act.number ?? null,
      }),
    );
}
