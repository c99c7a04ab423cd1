import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import { type Compared, comparable, type DuplicateReason, possibleDuplicates } from '../rules/duplicates.ts';

type Person = Compared & { id: PersonId; setting_ids: SettingId[] };
type Standing = {
  id: DuplicateId;
  person_id: PersonId;
  other_id: PersonId;
  setting_ids: SettingId[];
  reasons: string[];
};
export type DuplicateId = string & { __brand: 'people.duplicate' };
type Wanted = { one: PersonId; other: PersonId; setting_ids: SettingId[]; reasons: DuplicateReason[] };

/**
 * Works out again which records may be of one young person, for pairs in which one of some people is. Those that somebody has
 * told apart are left out. Nothing is ever merged by this.
 *
 * @example await settleDuplicates(tx, tenantId, [personId]);
 */
export async function settleDuplicates(
  tx: Tx,
  tenantId: TenantId,
  people: readonly PersonId[],
): Promise<void> {
  if (people.length === 0) return;
  const around = await peopleAround(tx, tenantId, people);
  const apart = await toldApart(tx, tenantId, people);
  const everybody = new Map(around.map((person) => [person.id, comparable(person)]));
  const placesOf = new Map(around.map(({ id, setting_ids }) => [id, setting_ids]));
  const wanted = new Map<string, Wanted>();
  for (const { one, other, reasons } of possibleDuplicates(everybody, people)) {
    if (apart.has(`${one} ${other}`)) continue;
    const theirs = placesOf.get(other) ?? [];
    const setting_ids = (placesOf.get(one) ?? []).filter((id) => theirs.includes(id)).sort();
    wanted.set(`${one} ${other}`, { one, other, setting_ids, reasons });
  }
  await keepPairs(tx, tenantId, await standingOf(tx, tenantId, people), wanted);
}

/** Everybody born on a day on which, or having a ULN that, one of these people has. */
async function peopleAround(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<Person[]> {
  const ids = sql`${[...people]}::uuid[]`;
  const { rows } = await sql<Person>`
    with mine as (select date_of_birth, uln from people.person where tenant_id = ${tenantId} and id = any(${ids}))
    select p.id, p.setting_ids, p.given_name, p.family_name, p.known_as, p.date_of_birth, p.upn, p.uln from people.person p
    where p.tenant_id = ${tenantId} and (p.date_of_birth in (select date_of_birth from mine)
      or p.uln in (select uln from mine where uln is not null))`.execute(tx);
  return rows;
}

/** Pairs that somebody has said are of two people, the lesser id first; the newest word of a pair counts. */
async function toldApart(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<Set<string>> {
  const ids = sql`${[...people]}::uuid[]`;
  const { rows } = await sql<{ one: PersonId; other: PersonId; are_two: boolean }>`
    select distinct on (1, 2) least(person_id, other_id) as one, greatest(person_id, other_id) as other, are_two
    from people.told_apart where tenant_id = ${tenantId} and (person_id = any(${ids}) or other_id = any(${ids}))
    order by 1, 2, id desc`.execute(tx);
  return new Set(rows.filter(({ are_two }) => are_two).map(({ one, other }) => `${one} ${other}`));
}

async function standingOf(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<Standing[]> {
  const ids = sql`${[...people]}::uuid[]`;
  const { rows } = await sql<Standing>`
    select id, person_id, other_id, setting_ids, reasons from people.duplicate
    where tenant_id = ${tenantId} and (person_id = any(${ids}) or other_id = any(${ids}))`.execute(tx);
  return rows;
}

async function keepPairs(
  tx: Tx,
  tenantId: TenantId,
  standing: readonly Standing[],
  wanted: ReadonlyMap<string, Wanted>,
): Promise<void> {
  const known = new Map(standing.map((row) => [`${row.person_id} ${row.other_id}`, row]));
  const gone = [...known].flatMap(([key, { id }]) => (wanted.has(key) ? [] : [id]));
  await sql`delete from people.duplicate where tenant_id = ${tenantId} and id = any(${gone}::uuid[])`.execute(
    tx,
  );
  const told = [...wanted].flatMap(([key, { setting_ids, reasons }]) => {
    const row = known.get(key);
    if (!row || (row.setting_ids.join() === setting_ids.join() && row.reasons.join() === reasons.join()))
      return [];
    return [{ id: row.id, setting_ids, reasons }];
  });
  if (told.length > 0)
    await sql`update people.duplicate as d set setting_ids = n.setting_ids, reasons = n.reasons
      from json_populate_recordset(null::people.duplicate, ${JSON.stringify(told)}::json) as n
      where d.tenant_id = ${tenantId} and d.id = n.id`.execute(tx);
  const added = [...wanted].flatMap(([key, { one, other, setting_ids, reasons }]) =>
    known.has(key)
      ? []
      : [
          {
            tenant_id: tenantId,
            id: newId<DuplicateId>(),
            person_id: one,
            other_id: other,
            setting_ids,
            reasons,
          },
        ],
  );
  await insertRows(tx, 'people.duplicate', added);
}
