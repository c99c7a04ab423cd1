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
  /** Why it was given is not for whoever asks. */
  isHidden: boolean;
  /** The questionnaire in which the young person said so themselves. */
  said: { title: string; responseId: string } | null;
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
  isHidden: boolean;
  said: WrittenMark['said'];
};

/**
 * Every mark about a young person from the oldest to the newest: what adults see, what they were told, and what the young person's own answers
 * say. Of several questionnaires each speaks for itself, so the strongest stands.
 *
 * @example const given = await givenMarks(tx, { tenantId, personId }, today);
 */
export async function givenMarks(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
  today: PlainDate,
): Promise<WrittenMark[]> {
  const { rows } = await sql<Row>`
    select mark.id, mark.domain, mark.view, mark.mark, mark.account_id::text as account_id, mark.author,
      coalesce(fewer.factor, mark.factor) as factor, coalesce(fewer.reason, mark.reason) as reason, mark.on_date, null::jsonb as said,
      mark.is_sensitive and fewer.id is null as "isHidden"
    from risk.staff_mark as mark
    left join risk.sensitive_reason as fewer on fewer.tenant_id = mark.tenant_id and fewer.id = mark.id
    where mark.tenant_id = ${tenantId} and mark.person_id = ${personId}
    union all
    select own.id, own.domain, 'young_person', own.mark, 'answers in ' || own.title, '', null, '', own.on_date,
      jsonb_build_object('title', own.title, 'responseId', own.response_id), false
    from instruments.own_view as own
    where own.tenant_id = ${tenantId} and own.person_id = ${personId}
    order by on_date, id`.execute(tx);
  const since = addMonths(today, -MARK_MONTHS);
  return rows.map(({ account_id: authorId, on_date: onDate, ...row }) => ({
    ...row,
    authorId,
    onDate,
    isOld: onDate <= since,
  }));
}
