import { sql } from 'kysely';
import type { AccountId } from '#db';
import type { ToldPart } from '#web';
import { sits, sittersOn } from './seats.ts';

/** Those who sit on a panel are told that something was put before it, and whoever put it there that it was decided. */
export const meetingsTold: readonly ToldPart[] = [
  {
    kind: 'referral-put',
    href: '/agenda',
    async find(tx, { actor: { tenantId, today }, since }) {
      const sitters = await sittersOn(tx, { tenantId, today });
      const { rows } = await sql<{ id: string; to: AccountId[] }>`
        select referral.id, array_agg(seat.account_id order by seat.account_id) as to
        from meetings.referral as referral
        join meetings.seat as seat on seat.tenant_id = referral.tenant_id and seat.panel_id = referral.panel_id
        where referral.tenant_id = ${tenantId} and referral.put_at > ${since}::timestamptz and referral.closed_on is null
          and ${sits(today, sitters)} and seat.account_id <> referral.account_id
        group by referral.id order by referral.id`.execute(tx);
      return rows.map(({ id, to }) => ({ aboutId: id, to }));
    },
  },
  {
    kind: 'referral-decided',
    href: '/people',
    async find(tx, { actor: { tenantId }, since }) {
      const { rows } = await sql<{ id: string; accountId: AccountId }>`
        select referral.id, referral.account_id as "accountId" from meetings.referral as referral
        where referral.tenant_id = ${tenantId} and referral.closed_at > ${since}::timestamptz and referral.decision is not null
          and referral.closed_by is distinct from referral.account_id
        order by referral.id`.execute(tx);
      return rows.map(({ id, accountId }) => ({ aboutId: id, to: [accountId] }));
    },
  },
];
