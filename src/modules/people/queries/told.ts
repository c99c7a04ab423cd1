import { sql } from 'kysely';
import type { AccountId, SettingId } from '#db';
import { whoMayAt } from '#modules/access';
import type { ToldPart } from '#web';

type Row = { id: string; accountId: AccountId; settingIds: SettingId[] };

/**
 * Whoever oversees looks is told at once that somebody looked in an emergency; whoever looked is not told of themselves. An adult is told
 * that young people were named to them, and those who decide about files of many and about erasures that something waits for them.
 */
export const peopleTold: readonly ToldPart[] = [
  {
    kind: 'glass-broken',
    href: '/break-glass/reviews',
    async find(tx, { actor: { tenantId, today }, since }) {
      const { rows } = await sql<Row>`
        select broken.id, broken.account_id as "accountId", broken.setting_ids as "settingIds" from people.break_glass as broken
        where broken.tenant_id = ${tenantId} and broken.broken_at > ${since}::timestamptz and broken.reviewed_at is null
        order by broken.id`.execute(tx);
      if (rows.length === 0) return [];
      const overseeing = await whoMayAt(tx, 'looks.see', { tenantId, today });
      return rows.map((row) => toOthers(row, overseeing(row.settingIds)));
    },
  },
  {
    kind: 'adult-named',
    href: '/people',
    async find(tx, { actor: { tenantId }, since }) {
      // Those who were named together are one message.
      const { rows } = await sql<{ id: string; accountId: AccountId }>`
        select distinct named.named_with as id, named.account_id as "accountId" from people.named_adult as named
        where named.tenant_id = ${tenantId} and named.named_at > ${since}::timestamptz and named.ended_at is null
        order by 1`.execute(tx);
      return rows.map(({ id, accountId }) => ({ aboutId: id, to: [accountId] }));
    },
  },
  {
    kind: 'download-asked',
    href: '/downloads',
    async find(tx, { actor: { tenantId, today }, since }) {
      const { rows } = await sql<Asked>`
        select asked.id, asked.account_id as "accountId" from people.download_request as asked
        where asked.tenant_id = ${tenantId} and asked.asked_at > ${since}::timestamptz and asked.decided_at is null
        order by asked.id`.execute(tx);
      if (rows.length === 0) return [];
      // Those who reach everybody can decide about any list.
      const deciding = await whoMayAt(tx, 'download.approve', { tenantId, today });
      return rows.map((row) => toOthers(row, deciding([])));
    },
  },
  {
    kind: 'download-decided',
    href: '/downloads',
    async find(tx, { actor: { tenantId }, since }) {
      const { rows } = await sql<{ id: string; accountId: AccountId }>`
        select asked.id, asked.account_id as "accountId" from people.download_request as asked
        where asked.tenant_id = ${tenantId} and asked.decided_at > ${since}::timestamptz and asked.used_at is null
        order by asked.id`.execute(tx);
      return rows.map(({ id, accountId }) => ({ aboutId: id, to: [accountId] }));
    },
  },
  {
    // What the rules propose waits on a page that is looked at each month; what somebody asked for has a month to be answered in.
    kind: 'erasure-asked',
    href: '/retention',
    async find(tx, { actor: { tenantId, today }, since }) {
      const { rows } = await sql<Asked>`
        select erasure.id, erasure.account_id as "accountId" from people.erasure as erasure
        where erasure.tenant_id = ${tenantId} and erasure.at > ${since}::timestamptz and erasure.rule is null
          and erasure.decision is null
        order by erasure.id`.execute(tx);
      if (rows.length === 0) return [];
      const deciding = await whoMayAt(tx, 'kept.erase', { tenantId, today });
      return rows.map((row) => toOthers(row, deciding([])));
    },
  },
];

type Asked = { id: string; accountId: AccountId | null };

/** Whoever asked does not decide. */
function toOthers({ id, accountId }: Asked, deciding: readonly AccountId[]) {
  return { aboutId: id, to: deciding.filter((each) => each !== accountId) };
}
