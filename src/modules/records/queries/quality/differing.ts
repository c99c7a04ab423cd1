import { sql } from 'kysely';
import type { Tx } from '#db';
import { onRoll } from '#modules/people';
import type { Finding, QualityAsk, QualityCheck } from '#web';

type Row = Omit<Finding, 'settingName' | 'says' | 'next' | 'personId'> & {
  person_id: Finding['personId'];
  setting_name: string | null;
  /** `need`, or the kind of a circumstance. */
  what: string;
  sources: string;
};

/** Needs and circumstances that hold now and of which two sources say different things; each source's word is one row there. */
const differing = ({ actor, settingId }: QualityAsk) => sql`
  from (
    select person_id, 'need' as what, string_agg(distinct source, ', ' order by source) as sources from records.need
    where tenant_id = ${actor.tenantId} and ends_on is null
    group by person_id having count(distinct source) > 1 and count(distinct provision) > 1
    union all
    select person_id, kind, string_agg(distinct source, ', ' order by source) from records.circumstance
    where tenant_id = ${actor.tenantId} and ends_on is null
    group by person_id, kind having count(distinct source) > 1 and count(distinct present) > 1) each
  join people.roll as roll on roll.tenant_id = ${actor.tenantId} and roll.person_id = each.person_id
  where ${onRoll(actor, { settingId })}`;

export async function countDiffering(tx: Tx, ask: QualityAsk): Promise<number> {
  const { rows } = await sql<{ number: number }>`select count(*) as number ${differing(ask)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

export const differingCheck: QualityCheck = {
  id: 'differing-facts',
  order: 35,
  title: 'quality.checks.differing-facts.title',
  about: 'quality.checks.differing-facts.about',
  async find(tx, { limit, offset, ...ask }) {
    const { rows } = await sql<Row>`
      select roll.person_id, roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key, roll.setting_name,
             each.what, each.sources
      ${differing(ask)} order by roll.family_name collate "und-x-icu", roll.given_name collate "und-x-icu", roll.person_id, each.what
      limit ${limit} offset ${offset}`.execute(tx);
    return rows.map(
      ({ person_id: personId, setting_name: settingName, what, sources, ...named }): Finding => ({
        personId,
        ...named,
        settingName,
        says: (say) =>
          say('quality.checks.differing-facts.says', {
            what: what === 'need' ? say('person.facts.needs') : what.replaceAll('_', ' '),
            sources,
          }),
        next: { href: `/people/${personId}#records`, label: 'quality.checks.differing-facts.next' },
      }),
    );
  },
};
