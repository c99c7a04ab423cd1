import { sql } from 'kysely';
import { addDays } from '#dates';
import type { ToldPart } from '#web';
import { SOON_DAYS } from './organisations.ts';
import { whoMayAt } from './who-may-at.ts';

/** The agreement with an organisation whose people have roles ends soon: whoever manages accounts renews it, or lets it end. Told once for each last day. */
const agreementEnds: ToldPart = {
  kind: 'agreement-ends',
  href: '/organisations',
  async find(tx, { actor: { tenantId, today } }) {
    const { rows } = await sql<{ id: string }>`
      select md5(organisation.id::text || organisation.agreed_until::text)::uuid as id from access.organisation as organisation
      where organisation.tenant_id = ${tenantId} and organisation.ended_at is null
        and organisation.agreed_until between ${today}::date and ${addDays(today, SOON_DAYS)}::date
        and exists (select from access.role_grant as role_grant where role_grant.tenant_id = organisation.tenant_id
          and role_grant.organisation_id = organisation.id and role_grant.ended_at is null)
      order by organisation.id`.execute(tx);
    if (rows.length === 0) return [];
    const nearest = await whoMayAt(tx, 'accounts.manage', { tenantId, today });
    return rows.map(({ id }) => ({ aboutId: id, to: nearest([]) }));
  },
};

export const accessTold: readonly ToldPart[] = [agreementEnds];
