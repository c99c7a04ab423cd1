import { sql } from 'kysely';
import type { AccountId, SettingId } from '#db';
import { whoMayAt } from '#modules/access';
import type { ToldPart } from '#web';

type Row = { id: string; accountId: AccountId; settingIds: SettingId[] };

/** Whoever oversees looks is told at once that somebody looked in an emergency; whoever looked is not told of themselves. */
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
];
