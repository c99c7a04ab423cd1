import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type RunId, type TenantId, type Tx } from '#db';
import { FACT_FIELDS, type Facts, type Since, type Word } from '../rules/believed.ts';

export type SaidId = string & { __brand: 'people.person_said' };

/**
 * What one source says of somebody, the row in which that is kept (null where it is not yet), and since when it has said what
 * it has not said anew: kept once a row and not a field, because most of what is said is never said anew.
 */
export type KnownWord = Word & { id: SaidId | null; first: Since | null };

type Row = Facts & {
  id: SaidId;
  person_id: PersonId;
  source: string;
  said_on: PlainDate | null;
  run_id: RunId | null;
  since: Word['since'];
};

/**
 * What each source says of everybody, or of some people.
 *
 * @example (await wordsOf(tx, tenantId, [personId])).get(personId)
 */
export async function wordsOf(
  tx: Tx,
  tenantId: TenantId,
  people?: readonly PersonId[],
): Promise<Map<PersonId, KnownWord[]>> {
  const among = people === undefined ? sql`` : sql`and person_id = any(${[...people]}::uuid[])`;
  const { rows } = await sql<Row>`
    select id, person_id, source, nc_year, given_name, family_name, known_as, date_of_birth, sex, upn, uln, said_on, run_id, since
    from people.person_said where tenant_id = ${tenantId} ${among}`.execute(tx);
  const words = new Map<PersonId, KnownWord[]>();
  for (const { id, person_id, source, said_on, run_id, since: anew, ...facts } of rows) {
    const first = said_on === null || run_id === null ? null : { on: said_on, run: run_id };
    const said = FACT_FIELDS.filter((field) => facts[field] !== null && first !== null);
    const since = { ...Object.fromEntries(said.map((field) => [field, first])), ...anew };
    const word = { id, source, facts, first, since };
    const known = words.get(person_id);
    if (known) known.push(word);
    else words.set(person_id, [word]);
  }
  return words;
}

/** What stands of somebody as the word of one source, not kept yet. */
export function standingWord(source: string, standing: Facts): KnownWord {
  const facts = Object.fromEntries(FACT_FIELDS.map((field) => [field, standing[field]])) as Facts; // each field of it
  return { id: null, source, facts, first: null, since: {} };
}

/** A word as a row; who reaches it follows from the young person. */
export function saidRow(
  tenantId: TenantId,
  personId: PersonId,
  { id, source, facts, first, since }: KnownWord,
) {
  const anew = Object.entries(since).filter(([, each]) => each.run !== first?.run);
  const said = Object.fromEntries(FACT_FIELDS.map((field) => [field, facts[field]])) as Facts; // each field of it
  return {
    tenant_id: tenantId,
    id: id ?? newId<SaidId>(),
    person_id: personId,
    setting_ids: [],
    source,
    ...said,
    said_on: first?.on ?? null,
    // A run's id is a text in a word, as it is in JSON.
    run_id: (first?.run ?? null) as RunId | null,
    since: Object.fromEntries(anew),
  };
}

/**
 * Keeps what stands of some people as the word of the source that it came from, where nothing is kept of what their sources
 * say: so that another source does not take its place unseen.
 */
export async function keepStanding(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<void> {
  const { rows } = await sql<Facts & { id: PersonId; source: string }>`
    select p.id, p.source, p.nc_year, p.given_name, p.family_name, p.known_as, p.date_of_birth, p.sex, p.upn, p.uln
    from people.person p where p.tenant_id = ${tenantId} and p.id = any(${[...people]}::uuid[])
      and not exists (select from people.person_said s where s.tenant_id = p.tenant_id and s.person_id = p.id)`.execute(
    tx,
  );
  const said = rows.map(({ id, source, ...facts }) => saidRow(tenantId, id, standingWord(source, facts)));
  await insertRows(tx, 'people.person_said', said);
  await reachAsPeople(tx, tenantId, people);
}

/** Whoever may see somebody may see what is said of who they are. */
export async function reachAsPeople(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<void> {
  await sql`update people.person_said as s set setting_ids = p.setting_ids from people.person p
    where s.tenant_id = ${tenantId} and s.person_id = any(${[...people]}::uuid[])
      and p.tenant_id = s.tenant_id and p.id = s.person_id and s.setting_ids <> p.setting_ids`.execute(tx);
}
