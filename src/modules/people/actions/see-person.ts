import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx } from '#db';
import { type Actor, whyMaySee } from '#modules/access';
import { record } from '#modules/audit';

/** A young person as the head of a page names them, and why whoever looks may do so. */
export type SeenPerson = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  dateOfBirth: PlainDate | null;
  ncYear: number | null;
  settingId: SettingId | null;
  settingName: string | null;
  /** What all of their settings are called, the main one first. */
  settingNames: readonly string[];
  /** The day they left the last setting; null while they are at one, and when none is known. */
  leftOn: PlainDate | null;
  /** The main setting first. */
  settingIds: readonly SettingId[];
  /** In words, as it is kept with the look. */
  why: string;
};

type Row = Omit<
  SeenPerson,
  | 'personId'
  | 'dateOfBirth'
  | 'ncYear'
  | 'settingId'
  | 'settingName'
  | 'settingNames'
  | 'leftOn'
  | 'settingIds'
  | 'why'
> & {
  date_of_birth: PlainDate | null;
  nc_year: number | null;
  setting_id: SettingId | null;
  setting_names: Record<SettingId, string>;
  setting_ids: SettingId[];
  left_on: PlainDate | null;
};

/**
 * Opens a young person's record: finds them, says why the actor may see them and keeps the look with that reason, in
 * the transaction in which the rest of the record is read. Nobody is the answer both for somebody who is not there
 * and for somebody out of reach.
 *
 * @param act what is done, noun and past verb
 * @example const person = await seePerson(tx, actor, personId, 'person.seen'); if (!person) return notFound();
 */
export async function seePerson(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  act: string,
): Promise<SeenPerson | undefined> {
  const { rows } = await sql<Row>`
    select p.given_name, p.family_name, p.known_as, p.source, p.source_key, p.date_of_birth, p.nc_year,
           p.setting_id, p.setting_ids, p.left_on,
           coalesce((select json_object_agg(s.id, s.name) from people.setting s
             where s.tenant_id = p.tenant_id and s.id = any(p.setting_ids)), '{}') as setting_names
    from people.person p
    where p.tenant_id = ${actor.tenantId} and p.id = ${personId}`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const {
    date_of_birth: dateOfBirth,
    nc_year: ncYear,
    setting_id: settingId,
    setting_names: names,
    setting_ids,
    left_on: leftOn,
    ...named
  } = row;
  const settingIds =
    settingId === null ? setting_ids : [settingId, ...setting_ids.filter((id) => id !== settingId)];
  const why = whyMaySee(actor, { personId, settingIds });
  if (why === undefined) return undefined;
  await record(tx, actor, { act, personId, why });
  const settingNames = settingIds.flatMap((id) => names[id] ?? []);
  const settingName = settingId === null ? null : (names[settingId] ?? null);
  const places = { settingId, settingName, settingNames, settingIds, leftOn };
  return { personId, ...named, dateOfBirth, ncYear, ...places, why };
}
