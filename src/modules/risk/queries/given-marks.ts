import { sql } from 'kysely';
import { addMonths, type PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { type Domain, type GivenMark, MARK_MONTHS } from '../rules/index.ts';

/** A mark as somebody gave it, with their reason. */
export type WrittenMark = GivenMark & {
  id: string;
  author: string;
  factor: string | null;
  reason: string;
  /** Too long ago to stand for what they think now. */
  isOld: boolean;
};

type Row = {
  id: string;
  domain: Domain;
  view: GivenMark['view'];
  mark: 0 | 1 | 2;
  account_id: string;
  author: string;
  factor: string | null;
  reason: string;
  on_date: PlainDate;
};

/**
 * Every mark that adults gave a young person, their own and what they were told, from the oldest to the newest.
 *
 * @example const given = await givenMarks(tx, { tenantId, personId }, today);
 */
export async function givenMarks(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
  today: PlainDate,
): Promise<WrittenMark[]> {
  const { rows } = await sql<Row>`
    select id, domain, view, mark, account_id, author, factor, reason, on_date from risk.staff_mark
    where tenant_id = ${tenantId} and person_id = ${personId}
    order by on_date, written_at, id`.execute(tx);
  const since = addMonths(today, -MARK_MONTHS);
  return rows.map(({ account_id: authorId, on_date: onDate, ...row }) => ({
    ...row,
    authorId,
    onDate,
    isOld: onDate <= since,
  }));
}
