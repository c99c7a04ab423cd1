import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { Fault, Identified } from '#files';
import { trustIn } from '#modules/sources';
import type { Facts } from '../rules/believed.ts';
import { checkUpn } from '../rules/index.ts';
import type { EnrolmentStatus, TrustOf } from '../rules/stays.ts';
import { type KnownWord, standingWord, wordsOf } from './words.ts';

/** Who somebody is as it is believed, and of what their sources say different things. */
export type BelievedFacts = Facts & { contradicted: string[] };
export type KnownPerson = BelievedFacts & { id: PersonId };

export type EnrolmentId = string & { __brand: 'people.enrolment' };

export type KnownEnrolment = {
  id: EnrolmentId;
  person_id: PersonId;
  setting_id: SettingId;
  academic_year: number;
  nc_year: number | null;
  status: EnrolmentStatus;
  starts_on: PlainDate | null;
  ends_on: PlainDate | null;
  said_on: PlainDate | null;
  source: string;
  ended_source: string | null;
  disputed_by: string | null;
  tutor_group_id: (string & { __brand: 'people.tutor_group' }) | null;
  house_id: (string & { __brand: 'people.house' }) | null;
};

/** The stays of somebody at a setting: the row of the year of the file, and the newest of all. */
export type StaysAt = { ofYear: KnownEnrolment | undefined; newest: KnownEnrolment | undefined };

/** Whom a file means. */
export type Matched = { person: KnownPerson | undefined } | Fault;

export type KnownPeople = Awaited<ReturnType<typeof knownPeople>>;

/** Everybody the tenant knows and their enrolments, kept up to date while an import goes through its rows. */
export async function knownPeople(tx: Tx, tenantId: TenantId, source: string, year: number) {
  const people = await sql<KnownPerson & { source?: string }>`
    select id, nc_year, given_name, family_name, known_as, date_of_birth, sex, upn, uln, contradicted, source
    from people.person where tenant_id = ${tenantId}`.execute(tx);
  const keys = await sql<{ person_id: PersonId; setting_id: SettingId; source_key: string }>`
    select person_id, setting_id, source_key from people.person_source
    where tenant_id = ${tenantId} and source = ${source}`.execute(tx);
  const stays = await staysOf(tx, tenantId, year);
  const words = await wordsOf(tx, tenantId);
  for (const person of people.rows) {
    const { source: from = '', ...standing } = person;
    // Of whom nothing is kept, what stands is the word of where it came from.
    if (!words.has(person.id)) words.set(person.id, [standingWord(from, standing)]);
    delete person.source;
  }
  const trustOf: TrustOf = await trustIn(tx, tenantId, 'people');

  const byId = new Map(people.rows.map((person) => [person.id, person]));
  const byUpn = new Map(
    people.rows.flatMap((person) => (person.upn === null ? [] : [[person.upn, person] as const])),
  );
  const bySource = new Map(keys.rows.map((row) => [`${row.setting_id} ${row.source_key}`, row.person_id]));
  const named = new Set(keys.rows.map((row) => `${row.person_id} ${row.setting_id}`));

  return {
    match,
    personOf: (id: PersonId) => byId.get(id),
    find,
    trustOf,
    /** How many people this source had named before. */
    ofSource: new Set(keys.rows.map((row) => row.person_id)).size,
    /** A person as they are now: somebody new, or somebody this file has told more about, such as a UPN. */
    keep(person: KnownPerson): void {
      byId.set(person.id, person);
      if (person.upn !== null) byUpn.set(person.upn, person);
    },
    hasSource: (key: string, settingId: SettingId) => bySource.has(`${settingId} ${key}`),
    addSource: (key: string, settingId: SettingId, id: PersonId) =>
      void bySource.set(`${settingId} ${key}`, id),
    /** What each source says of somebody. */
    wordsOf: (id: PersonId): readonly KnownWord[] => words.get(id) ?? [],
    keepWords: (id: PersonId, said: KnownWord[]) => void words.set(id, said),
    /** Whether the source had named somebody at a setting before this file. */
    hasNamed: (id: PersonId, settingId: SettingId) => named.has(`${id} ${settingId}`),
    staysAt: (id: PersonId, settingId: SettingId): StaysAt =>
      stays.get(`${id} ${settingId}`) ?? { ofYear: undefined, newest: undefined },
    /** The newest stay of everybody at every setting. */
    newestStays: () => [...stays.values()].flatMap(({ newest }) => newest ?? []),
  };

  /** The person a row means, nobody yet, or the reason why it cannot be told. */
  function match(row: Identified, settingId: SettingId): Matched {
    const { byKey, byNumber } = find(row, settingId);
    if (row.upn === null) return { person: byKey };
    // A temporary UPN gives way to the permanent one; a permanent one never changes.
    if (
      byKey &&
      byKey !== byNumber &&
      byKey.upn !== null &&
      byKey.upn !== row.upn &&
      !isTemporary(byKey.upn)
    ) {
      return {
        rule: 'identity.conflict',
        message: `The identifier ${row.sourceId} belongs to a young person with another UPN (${byKey.upn}): mend one of the two.`,
      };
    }
    if (byNumber && byKey && byNumber !== byKey) {
      return {
        rule: 'identity.conflict',
        message: `The UPN ${row.upn} and the identifier ${row.sourceId} belong to two different young people here: they are not merged by an import.`,
      };
    }
    return { person: byNumber ?? byKey };
  }

  /** Whoever has the identifier of the source at a setting, and whoever has the UPN: both, or either, or nobody. */
  function find({ upn, sourceId }: Identified, settingId: SettingId) {
    const key = sourceId === null ? undefined : bySource.get(`${settingId} ${sourceId}`);
    return {
      byKey: key === undefined ? undefined : byId.get(key),
      byNumber: upn === null ? undefined : byUpn.get(upn),
    };
  }
}

/** Of each person and setting the row of one year and the newest, in two reads: older years are left where they are. */
async function staysOf(tx: Tx, tenantId: TenantId, year: number): Promise<Map<string, StaysAt>> {
  const columns = sql`id, person_id, setting_id, academic_year, nc_year, status, starts_on, ends_on, said_on, source,
    ended_source, disputed_by, tutor_group_id, house_id`;
  const ofYear = await sql<KnownEnrolment>`
    select ${columns} from people.enrolment where tenant_id = ${tenantId} and academic_year = ${year}`.execute(
    tx,
  );
  const others = await sql<KnownEnrolment>`
    select distinct on (person_id, setting_id) ${columns} from people.enrolment
    where tenant_id = ${tenantId} and academic_year <> ${year}
    order by person_id, setting_id, academic_year desc`.execute(tx);
  const stays = new Map<string, StaysAt>();
  for (const row of others.rows)
    stays.set(`${row.person_id} ${row.setting_id}`, { ofYear: undefined, newest: row });
  for (const row of ofYear.rows) {
    const key = `${row.person_id} ${row.setting_id}`;
    const newest = stays.get(key)?.newest;
    stays.set(key, { ofYear: row, newest: newest && newest.academic_year > year ? newest : row });
  }
  return stays;
}

function isTemporary(upn: string): boolean {
  const checked = checkUpn(upn);
  return 'upn' in checked && checked.temporary;
}
