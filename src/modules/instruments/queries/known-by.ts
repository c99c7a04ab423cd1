import { sql } from 'kysely';
import { addMonths } from '#dates';
import type { PersonId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { onRoll, type RollFilter } from '#modules/people';

/** The instrument in which adults say how well they know a young person. */
export const RELATIONSHIPS = 'relationship-map';

/** A young person, and which adults say that they know them. */
export type KnownBy = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  ncYear: number | null;
  settingName: string | null;
  /** Who would be come to, and who knows them well enough to talk. */
  well: string[];
  some: string[];
};

/** As many as a page holds. */
export const MOST_KNOWN_BY = 300;

/**
 * Whoever is on roll and within reach, those whom nobody knows well first, then those whom nobody knows at all well enough to talk. What an
 * adult said last in the last twelve months counts.
 */
export async function knownBy(tx: Tx, actor: Actor, filter: RollFilter): Promise<KnownBy[]> {
  const { rows } = await sql<KnownBy>`
    with said as (
      select distinct on (response.person_id, response.account_id) response.person_id, response.author,
        (select answer.given ->> 'is' from instruments.answer as answer
          where answer.tenant_id = response.tenant_id and answer.response_id = response.id and answer.item = 'knows'
          order by answer.revision desc limit 1) as knows
      from instruments.response as response
      join instruments.definition as definition on definition.tenant_id = response.tenant_id
        and definition.id = response.definition_id and definition.name = ${RELATIONSHIPS}
      where response.tenant_id = ${actor.tenantId} and response.outcome = 'answered' and response.author is not null
        and response.on_date > ${addMonths(actor.today, -12)}::date
      order by response.person_id, response.account_id, response.ended_at desc
    ), counted as (
      select said.person_id, coalesce(array_agg(said.author order by said.author) filter (where said.knows = 'well'), '{}') as well,
        coalesce(array_agg(said.author order by said.author) filter (where said.knows = 'some'), '{}') as some
      from said group by said.person_id
    )
    select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
      roll.nc_year as "ncYear", roll.setting_name as "settingName", coalesce(counted.well, '{}') as well,
      coalesce(counted.some, '{}') as some
    from people.roll as roll left join counted on counted.person_id = roll.person_id
    where ${onRoll(actor, filter)} and roll.left_on is null
    order by cardinality(coalesce(counted.well, '{}')), cardinality(coalesce(counted.some, '{}')), roll.family_name, roll.given_name,
      roll.person_id
    limit ${MOST_KNOWN_BY}`.execute(tx);
  return rows;
}
