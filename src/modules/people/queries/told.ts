import { sql } from 'kysely';
import type { AccountId, SettingId } from '#db';
import { whoMayAt } from '#modules/access';
import type { ToldPart } from '#web';

type Row = { id: string; accountId: AccountId; settingIds: SettingId[] };

/**
 * Whoever oversees looks is told at once that somebody looked in an emergency; whoever looked is not told of themselves. And an adult
 * that young people were named to them.
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
      const told = [];
      for (const { id, accountId, settingIds } of rows) {
        const overseeing = await whoMayAt(tx, 'looks.see', { tenantId, today, settingIds });
        told.push({ aboutId: id, to: overseeing.filter((each) => each !== accountId) });
      }
      return told;
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
];
