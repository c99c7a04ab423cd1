import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx, Who } from '#db';
import { nameKey } from '../rules/names.ts';
import { nearKeys } from '../rules/near-keys.ts';
import { atSettings, onRoll } from './on-roll.ts';

/** Somebody who was found, and whether their name is only like what was typed. */
export type FoundPerson = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  settingName: string | null;
  leftOn: PlainDate | null;
  ncYear: number | null;
  isAlike: boolean;
};

/** Sorts after every key that begins with the same letters. */
const LAST = '\u{10FFFF}';
const WORDS = 5;
/** With one letter one finds half a county. */
const LEAST_LETTERS = 2;
/** Of names that many have, so many are looked at before the nearest are shown. */
const ENOUGH = 400;

/** The words that one looks for, as keys. */
export function wordsIn(text: string): string[] {
  const words = text.split(/[\s-]+/).map(nameKey);
  return words.filter(({ length }) => length >= LEAST_LETTERS).slice(0, WORDS);
}

/** Somebody whose name, UPN or key fits, and how many letters lie between it and what was typed. */
type Near = { personId: PersonId; distance: number };

/**
 * Young people by name, UPN or the key that a source has for them, of those whom somebody reaches. Words are taken from
 * their beginning; if too few are called so, those follow whose name sounds alike, or is one slip of the finger away.
 *
 * Whoever fits is found among names alone, which row security bounds as it bounds people; only the nearest are read whole.
 *
 * @example await findPeople(tx, actor, 'kathryn obrien', 10)
 */
export async function findPeople(tx: Tx, who: Who, text: string, most: number): Promise<FoundPerson[]> {
  const byKey = await withKey(tx, who, text.trim());
  const words = wordsIn(text);
  if (byKey.length > 0 || words.length === 0) return shown(tx, who, byKey, most, false);
  const begin = await named(tx, who, words, begun);
  const called = await shown(tx, who, begin, most, false);
  if (called.length >= most) return called;
  const known = new Set(begin.map(({ personId }) => personId));
  const like = (await named(tx, who, words, alike)).filter(({ personId }) => !known.has(personId));
  return [...called, ...(await shown(tx, who, like, most - called.length, true))];
}

/** A UPN, or the key of a source, from its beginning; both hold a figure, which a name does not. */
async function withKey(tx: Tx, { tenantId }: Who, text: string): Promise<Near[]> {
  if (text.length < 3 || !/\d/.test(text)) return [];
  const upper = text.toUpperCase();
  const { rows } = await sql<Near>`
    select found.person_id as "personId", 0 as distance from (
      (select person.id as person_id from people.person as person
        where person.tenant_id = ${tenantId} and person.upn >= ${upper} and person.upn < ${upper + LAST} limit ${ENOUGH})
      union
      (select known.person_id from people.person_source as known
        where known.tenant_id = ${tenantId} and known.source_key = ${text} limit ${ENOUGH})) as found`.execute(
    tx,
  );
  return rows;
}

/** Whose names fit each of the words, the nearest first. */
async function named(
  tx: Tx,
  who: Who,
  words: readonly string[],
  such: (who: Who, word: string) => RawBuilder<unknown>,
): Promise<Near[]> {
  const each = words.map(
    (word, at) => sql`select ${sql.lit(at)} as word, fits.person_id,
      min(spelling.levenshtein(left(fits.key, 60), ${word.slice(0, 60)})) as distance
      from (${such(who, word)}) as fits group by fits.person_id`,
  );
  const { rows } = await sql<Near>`
    select near.person_id as "personId", sum(near.distance)::int as distance
    from (${sql.join(each, sql` union all `)}) as near
    group by near.person_id having count(*) = ${words.length}
    order by distance, near.person_id limit ${ENOUGH}`.execute(tx);
  return rows;
}

function begun({ tenantId }: Who, word: string): RawBuilder<unknown> {
  return sql`select named.person_id, named.key from people.name_key as named
    where named.tenant_id = ${tenantId} and named.key >= ${word} and named.key < ${word + LAST}`;
}

function alike(who: Who, word: string): RawBuilder<unknown> {
  const sounds = sql`(spelling.dmetaphone(${word}), spelling.dmetaphone_alt(${word}))`;
  const keys = (
    such: RawBuilder<unknown>,
  ) => sql`select named.person_id, named.key from people.name_key as named
    where named.tenant_id = ${who.tenantId} and ${such}`;
  return sql`${begun(who, word)}
    union all ${keys(sql`named.sound in ${sounds}`)}
    union all ${keys(sql`named.other_sound in ${sounds}`)}
    union all select near.person_id, near.key from unnest(${nearKeys(word)}::text[]) as slip (key), lateral (
      ${keys(sql`named.key = slip.key`)} offset 0) as near`;
}

/** The nearest, and of those that are as near as each other the first by name. */
async function shown(
  tx: Tx,
  who: Who,
  near: readonly Near[],
  most: number,
  isAlike: boolean,
): Promise<FoundPerson[]> {
  const farthest = near[most - 1]?.distance ?? Number.POSITIVE_INFINITY;
  const nearest = near.filter(({ distance }) => distance <= farthest);
  if (nearest.length === 0) return [];
  const { rows } = await sql<Omit<FoundPerson, 'isAlike'>>`
    select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
      roll.setting_name as "settingName", roll.left_on as "leftOn", roll.nc_year as "ncYear"
    from unnest(${nearest.map(({ personId }) => personId)}::uuid[], ${nearest.map(({ distance }) => distance)}::int[])
      as near (person_id, distance)
    join people.roll as roll on roll.person_id = near.person_id
    where ${onRoll(who)}
    order by near.distance, roll.family_name collate "und-x-icu", roll.given_name collate "und-x-icu", roll.person_id
    limit ${most}`.execute(tx);
  return rows.map((row) => ({ ...row, isAlike }));
}

export type FoundSetting = { id: SettingId; name: string; urn: string | null };

/** Settings by a part of their name, or by URN, as far as somebody reaches anybody there. */
export async function findSettings(tx: Tx, who: Who, text: string, most: number): Promise<FoundSetting[]> {
  const asked = text.trim();
  if (asked.length < LEAST_LETTERS) return [];
  const { rows } = await sql<FoundSetting>`
    select s.id, s.name, s.urn from people.setting as s
    where s.tenant_id = ${who.tenantId} and (strpos(lower(s.name), ${asked.toLowerCase()}) > 0 or s.urn = ${asked})
    order by strpos(lower(s.name), ${asked.toLowerCase()}), s.name collate "und-x-icu" limit ${ENOUGH}`.execute(
    tx,
  );
  const found: FoundSetting[] = [];
  for (const setting of rows) {
    if (found.length === most) break;
    const anybody = await sql`select from people.roll as roll
      where ${onRoll(who)} and ${atSettings(who.tenantId, [setting.id])} limit 1`.execute(tx);
    if (anybody.rows.length > 0) found.push(setting);
  }
  return found;
}
