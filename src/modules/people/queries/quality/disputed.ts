import { sql } from 'kysely';
import { britishDate, type PlainDate } from '#dates';
import type { Tx } from '#db';
import type { Finding, QualityAsk, QualityCheck } from '#web';
import { onRoll } from '../on-roll.ts';

type Row = Omit<Finding, 'settingName' | 'says' | 'next' | 'personId'> & {
  person_id: Finding['personId'];
  setting_name: string;
  at_name: string;
  ends_on: PlainDate | null;
  is_over: boolean;
  disputed_by: string;
};

const disputed = ({ actor, settingId }: QualityAsk) => sql`
  from people.enrolment e
  join people.roll as roll on roll.tenant_id = e.tenant_id and roll.person_id = e.person_id
  join people.setting s on s.tenant_id = e.tenant_id and s.id = e.setting_id
  where e.tenant_id = ${actor.tenantId} and e.disputed_by is not null and ${onRoll(actor)}
    and ${settingId === undefined ? sql`true` : sql`e.setting_id = ${settingId}`}
    and not exists (select from people.enrolment later where later.tenant_id = e.tenant_id and later.person_id = e.person_id
      and later.setting_id = e.setting_id and later.academic_year > e.academic_year)`;

export async function countDisputed(tx: Tx, ask: QualityAsk): Promise<number> {
  const { rows } = await sql<{ number: number }>`select count(*) as number ${disputed(ask)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** Stays of which a source says otherwise than is believed: it still has somebody there, or it says that they have left. */
export const disputedCheck: QualityCheck = {
  id: 'disputed-stays',
  order: 25,
  title: 'quality.checks.disputed-stays.title',
  about: 'quality.checks.disputed-stays.about',
  async find(tx, { limit, offset, ...ask }) {
    const { rows } = await sql<Row>`
      select roll.person_id, roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key, roll.setting_name,
             s.name as at_name, e.ends_on, e.ends_on is not null or e.status = 'P' as is_over, e.disputed_by
      ${disputed(ask)} order by e.id desc limit ${limit} offset ${offset}`.execute(tx);
    return rows.map(
      ({
        person_id: personId,
        setting_name: settingName,
        at_name,
        ends_on,
        is_over,
        disputed_by,
        ...named
      }) => ({
        personId,
        ...named,
        settingName,
        says: (say) =>
          say(`quality.checks.disputed-stays.${is_over ? 'says-there' : 'says-left'}`, {
            source: disputed_by,
            setting: at_name,
            date: ends_on === null ? '' : britishDate(ends_on),
          }),
        next: { href: `/people/${personId}#places`, label: 'quality.checks.disputed-stays.next' },
      }),
    );
  },
};
