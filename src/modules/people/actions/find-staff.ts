import { sql } from 'kysely';
import type { SettingId, Tx } from '#db';
import type { Fault } from '#files';
import type { Run } from '#modules/sources';
import type { StaffId } from '../../../db/generated/people/Staff.ts';

type Known = {
  id: StaffId;
  setting_id: SettingId | null;
  source: string | null;
  source_key: string | null;
  email: string | null;
};

/** How a row names an adult: by the identifier of the same source, or by e-mail address. */
export type NamedStaff = { sourceId?: string | undefined; email?: string | undefined };

/**
 * Finds the adult a row names, first among those at its setting. Refuses one that nobody has brought in, and a name for
 * several where the setting does not tell them apart.
 *
 * @example const find = await staffFinder(tx, run); find({ email: 'jo@ashdale.example' }, settingId)
 */
export async function staffFinder(tx: Tx, { tenantId, source }: Run) {
  const { rows } = await sql<Known>`
    select id, setting_id, source, source_key, email from people.staff
    where tenant_id = ${tenantId} and (email is not null or source = ${source})`.execute(tx);
  const byKey = Map.groupBy(
    rows.filter((row) => row.source === source),
    (row) => row.source_key,
  );
  const byEmail = Map.groupBy(rows, (row) => row.email);

  return function find({ sourceId, email }: NamedStaff, settingId: SettingId): StaffId | Fault {
    const named = sourceId ?? email ?? '';
    const all = (sourceId === undefined ? byEmail.get(named) : byKey.get(named)) ?? [];
    const here = narrow(all, (row) => row.setting_id === settingId);
    const [only, second] = narrow(here, (row) => row.source === source);
    if (!only)
      return {
        rule: 'staff.unknown',
        message: `No member of staff is known as ${named}: bring staff in first (waymark import staff), or mend the cell.`,
      };
    if (second)
      return {
        rule: 'staff.ambiguous',
        message: `${named} means more than one member of staff, and none or several of them at this setting: name the teacher by the identifier of the source.`,
      };
    return only.id;
  };
}

/** Those that fit, or all of them where none does. */
function narrow(rows: readonly Known[], fits: (row: Known) => boolean): readonly Known[] {
  const fitting = rows.filter(fits);
  return fitting.length > 0 ? fitting : rows;
}
