import { type RawBuilder, sql } from 'kysely';
import { type AccountId, askPlanned, newId, type PersonId, type TenantId, type Tx } from '#db';

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
  await askPlanned(tx, sql`${recording(doer, act)} select 1`);
}

/**
 * As `record`, as the beginning of the one statement in which the act itself is written: where a school does the same at once, a way to the
 * database and back is what it costs.
 *
 * @example writeAtCommit(tx, sql`${recording(actor, { act: 'answers.given', personId, why: 'answered' })} update …`)
 */
export function recording({ tenantId, accountId, name }: Doer, act: Act): RawBuilder<unknown> {
  // The same in both tables.
  const id = newId<never>();
  // An account is known by its id; the command line has only the name of whoever is logged in to the machine.
  const by = accountId === null ? (name ?? null) : null;
  return sql`
    with handed as (insert into audit.unsealed (tenant_id, id) values (${tenantId}, ${id})),
    noted as (
      insert into audit.entry (tenant_id, id, account_id, by, act, person_id, subject_id, why, number)
      values (${tenantId}, ${id}, ${accountId}, ${by}, ${act.act}, ${act.personId ?? null}, ${act.subjectId ?? null}, ${act.why},
        ${act.number ?? null})
    )`;
}
