import { sql } from 'kysely';
import { academicYear, addMonths, type PlainDate } from '#dates';
import type { AccountId, PersonId, SettingId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { onRoll } from '#modules/people';
import { type Domain, MARK_MONTHS } from '../rules/index.ts';

/** More do not fit on a screen that somebody would look through. */
export const MOST_IN_GRID = 300;

/** Which young people a grid is of. */
export type GridOf = {
  settingId: SettingId | undefined;
  ncYear: number | undefined;
  group: string | undefined;
};

export type OwnCell = { id: string; mark: 0 | 1 | 2; reason: string; onDate: PlainDate };

/** One young person in the grid: what whoever looks has marked, and what others have. */
export type GridRow = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  ncYear: number | null;
  settingId: SettingId | null;
  settingIds: SettingId[];
  leftOn: PlainDate | null;
  group: string | null;
  own: Partial<Record<Domain, OwnCell>>;
  /** The strongest of each domain, with who gave it. */
  others: Partial<Record<Domain, { mark: 0 | 1 | 2; author: string }>>;
};

type Person = Omit<GridRow, 'own' | 'others'>;
type Given = {
  id: string;
  personId: PersonId;
  domain: Domain;
  mark: 0 | 1 | 2;
  accountId: AccountId;
  author: string;
  reason: string;
  onDate: PlainDate;
};

/**
 * The young people of a class, a year or a setting within reach, by name, with the marks of the last twelve months.
 *
 * @param until own marks up to this one: how the grid stood when it was shown
 * @returns one more than `MOST_IN_GRID` at most, so that too many can be told
 */
export async function gridOf(tx: Tx, actor: Actor, of: GridOf, until?: string): Promise<GridRow[]> {
  const people = await peopleOf(tx, actor, of);
  const rows = people.map((person): GridRow => ({ ...person, own: {}, others: {} }));
  const byId = new Map(rows.map((row) => [row.personId, row]));
  const latest = new Map<string, Given>();
  for (const given of await marksOf(tx, actor, [...byId.keys()])) {
    // Of each author the latest mark of a domain stands.
    if (given.accountId !== actor.accountId || until === undefined || given.id <= until)
      latest.set(`${given.personId} ${given.accountId} ${given.domain}`, given);
  }
  for (const { personId, accountId, domain, author, ...cell } of latest.values()) {
    const row = byId.get(personId);
    if (!row) continue;
    if (accountId === actor.accountId) row.own[domain] = cell;
    else if ((row.others[domain]?.mark ?? -1) < cell.mark) row.others[domain] = { mark: cell.mark, author };
  }
  return rows;
}

async function peopleOf(tx: Tx, actor: Actor, { settingId, ncYear, group }: GridOf): Promise<Person[]> {
  const filter = {
    ...(settingId === undefined ? {} : { settingId }),
    ...(ncYear === undefined ? {} : { ncYear }),
  };
  const { rows } = await sql<Person>`
    select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
      roll.nc_year as "ncYear", roll.setting_id as "settingId", roll.setting_ids as "settingIds", roll.left_on as "leftOn",
      place.group_name as "group"
    from people.roll as roll
    left join people.in_group as place on place.tenant_id = roll.tenant_id and place.person_id = roll.person_id
      and place.setting_id = roll.setting_id and place.academic_year = ${academicYear(actor.today)}
    where ${onRoll(actor, filter)} and roll.left_on is null and (${group ?? null}::text is null or place.group_name = ${group ?? null})
    order by roll.family_name, roll.given_name, roll.person_id limit ${MOST_IN_GRID + 1}`.execute(tx);
  return rows;
}

/** Marks of adults, the oldest first. */
async function marksOf(tx: Tx, { tenantId, today }: Actor, people: readonly PersonId[]): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select mark.id, mark.person_id as "personId", mark.domain, mark.mark, mark.account_id as "accountId", mark.author,
      coalesce(fewer.reason, mark.reason) as reason, mark.on_date as "onDate"
    from risk.staff_mark as mark
    left join risk.sensitive_reason as fewer on fewer.tenant_id = mark.tenant_id and fewer.id = mark.id
    where mark.tenant_id = ${tenantId} and mark.person_id = any(${[...people]}::uuid[]) and mark.view = 'adults'
      and mark.on_date > ${addMonths(today, -MARK_MONTHS)}::date
    order by mark.id`.execute(tx);
  return rows;
}

/** Tutor groups of the year in which somebody within reach is, by name. */
export async function groupsOf(tx: Tx, actor: Actor, { settingId, ncYear }: GridOf): Promise<string[]> {
  const filter = {
    ...(settingId === undefined ? {} : { settingId }),
    ...(ncYear === undefined ? {} : { ncYear }),
  };
  const { rows } = await sql<{ name: string }>`
    select distinct place.group_name as name from people.roll as roll
    join people.in_group as place on place.tenant_id = roll.tenant_id and place.person_id = roll.person_id
      and place.setting_id = roll.setting_id and place.academic_year = ${academicYear(actor.today)}
    where ${onRoll(actor, filter)} and roll.left_on is null order by 1`.execute(tx);
  return rows.map(({ name }) => name);
}
