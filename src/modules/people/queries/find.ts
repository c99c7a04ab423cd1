import { type RawBuilder, type SqlBool, sql } from 'kysely';
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

/**
 * Young people by name, UPN or the key that a source has for them, of those whom somebody reaches. Words are taken from
 * their beginning; if too few are called so, those follow whose name sounds alike, or is one slip of the finger away.
 *
 * @example await findPeople(tx, actor, 'kathryn obrien', 10)
 */
export async function findPeople(tx: Tx, who: Who, text: string, most: number): Promise<FoundPerson[]> {
  const byKey = await withKey(tx, who, text.trim(), most);
  const words = wordsIn(text);
  if (byKey.length > 0 || words.length === 0) return byKey;
  const begins = sql<SqlBool>`${sql.join(
    words.map((word) => sql`roll.person_id in (${begun(who, word)})`),
    sql` and `,
  )}`;
  const called = await search(tx, who, { such: begins, most, words, isAlike: false });
  if (called.length >= most) return called;
  const near = await calledLike(tx, who, words);
  const known = new Set(called.map(({ personId }) => personId));
  const others = near.filter((personId) => !known.has(personId));
  const such = sql<SqlBool>`roll.person_id = any(${others}::uuid[])`;
  return [...called, ...(await search(tx, who, { such, most: most - called.length, words, isAlike: true }))];
}

/**
 * Whose names are like all of these words. Names alone are looked through first: how many sound alike no planner can guess,
 * and beside everything else that is shown of somebody it would read through all of them.
 */
async function calledLike(tx: Tx, who: Who, words: readonly string[]): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    ${sql.join(
      words.map((word) => sql`(${like(who, word)})`),
      sql` intersect `,
    )} limit ${ENOUGH * 10}`.execute(tx);
  return rows.map(({ person_id }) => person_id);
}

/** A UPN, or the key of a source, from its beginning; both hold a figure, which a name does not. */
async function withKey(tx: Tx, who: Who, text: string, most: number): Promise<FoundPerson[]> {
  if (text.length < 3 || !/\d/.test(text)) return [];
  const upper = text.toUpperCase();
  const such = sql<SqlBool>`(roll.upn >= ${upper} and roll.upn < ${upper + LAST} or roll.person_id in (
    select known.person_id from people.person_source as known
    where known.tenant_id = ${who.tenantId} and known.source_key = ${text} limit ${ENOUGH}))`;
  return search(tx, who, { such, most, isAlike: false });
}

function begun({ tenantId }: Who, word: string): RawBuilder<unknown> {
  return sql`select named.person_id from people.name_key as named
    where named.tenant_id = ${tenantId} and named.key >= ${word} and named.key < ${word + LAST}`;
}

function like(who: Who, word: string): RawBuilder<unknown> {
  const sounds = sql`(spelling.dmetaphone(${word}), spelling.dmetaphone_alt(${word}))`;
  const named = (such: RawBuilder<unknown>) => sql`select named.person_id from people.name_key as named
    where named.tenant_id = ${who.tenantId} and ${such}`;
  return sql`${begun(who, word)}
    union ${named(sql`named.sound in ${sounds}`)}
    union ${named(sql`named.other_sound in ${sounds}`)}
    union select near.person_id from unnest(${nearKeys(word)}::text[]) as slip (key), lateral (
      ${named(sql`named.key = slip.key`)} offset 0) as near`;
}

type Wanted = { such: RawBuilder<SqlBool>; most: number; words?: readonly string[]; isAlike: boolean };

/** The nearest first: how many letters lie between the words and the names they are most like. */
async function search(tx: Tx, who: Who, { such, most, words = [], isAlike }: Wanted): Promise<FoundPerson[]> {
  const distance = sql.join(
    [
      sql`0`,
      ...words.map(
        (
          word,
        ) => sql`(select min(spelling.levenshtein(left(own.key, 60), ${word.slice(0, 60)})) from people.name_key as own
          where own.tenant_id = ${who.tenantId} and own.person_id = roll.person_id)`,
      ),
    ],
    sql` + `,
  );
  const { rows } = await sql<Omit<FoundPerson, 'isAlike'>>`
    select found.* from (
      select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
        roll.setting_name as "settingName", roll.left_on as "leftOn", roll.nc_year as "ncYear", ${distance} as distance
      from people.roll as roll where ${onRoll(who)} and ${such} limit ${ENOUGH}) as found
    order by found.distance, found.family_name collate "und-x-icu", found.given_name collate "und-x-icu", found."personId"
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
