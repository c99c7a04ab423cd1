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
  /** The main setting first. */
  settingIds: readonly SettingId[];
  /** In words, as it is kept with the look. */
  why: string;
};

type Row = Omit<
  SeenPerson,
  'personId' | 'dateOfBirth' | 'ncYear' | 'settingId' | 'settingName' | 'settingIds' | 'why'
> & {
  date_of_birth: PlainDate | null;
  nc_year: number | null;
  setting_id: SettingId | null;
  setting_name: string | null;
  setting_ids: SettingId[];
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
           p.setting_id, p.setting_ids, s.name as setting_name
    from people.person p
    left join people.setting s on s.tenant_id = p.tenant_id and s.id = p.setting_id
    where p.tenant_id = ${actor.tenantId} and p.id = ${personId}`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const {
    date_of_birth: dateOfBirth,
    nc_year: ncYear,
    setting_id: settingId,
    setting_name: settingName,
    setting_ids,
    ...named
  } = row;
  const settingIds =
    settingId === null ? setting_ids : [settingId, ...setting_ids.filter((id) => id !== settingId)];
  const why = whyMaySee(actor, { personId, settingIds });
  if (why === undefined) return undefined;
  await record(tx, actor, { act, personId, why });
  return { personId, ...named, dateOfBirth, ncYear, settingId, settingName, settingIds, why };
}
