import { sql } from 'kysely';
import { academicYearName, britishDate } from '#dates';
import type { Tx } from '#db';
import { changeRow, dropRows, repoint } from '#modules/people';
import { Refused } from '#outcome';
import type { MergePair, MovedRow } from '#web';
import { differencesOf, masks, mergeRegister } from '../../rules/index.ts';

type Row = Record<string, unknown> & { id: string; marks: string };
type Twice = { theirs: Row; ours: Row; setting: string; year: number };

/**
 * Two registers of one setting and year become one, mark by mark. Refuses where the two have different marks for a session:
 * nobody was in two places, so one of them is about somebody else or wrong.
 */
export async function mergeRegisters(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from, into } = pair;
  const { rows } = await sql<Twice>`
    select to_jsonb(f) as theirs, to_jsonb(i) as ours, p.name as setting, f.register_year as year
    from records.register f join records.register i on i.tenant_id = f.tenant_id and i.person_id = ${into}
      and i.setting_id = f.setting_id and i.register_year = f.register_year
    join people.place p on p.tenant_id = f.tenant_id and p.setting_id = f.setting_id
    where f.tenant_id = ${tenantId} and f.person_id = ${from} order by f.register_year, f.id`.execute(tx);
  const moved: MovedRow[] = [];
  for (const { theirs, ours, setting, year } of rows) {
    refuseDifferent(theirs.marks, ours.marks, setting, year);
    moved.push(...(await passChanges(tx, tenantId, theirs.id, ours.id)));
    moved.push(...(await dropRows(tx, tenantId, 'records.register', [{ id: theirs.id, row: theirs }])));
    const { marks } = mergeRegister(ours.marks, Buffer.from(theirs.marks, 'latin1'));
    moved.push(
      ...(await changeRow(tx, tenantId, 'records.register', ours.id, ours, { marks, ...masks(marks) })),
    );
  }
  return [
    ...moved,
    ...(await repoint(tx, pair, { table: 'records.register' })),
    ...(await repoint(tx, pair, { table: 'records.register_change' })),
  ];
}

function refuseDifferent(theirs: string, ours: string, setting: string, year: number): void {
  const different = differencesOf(theirs, ours, year);
  const [first] = different;
  if (!first) return;
  const sessions = different.length === 1 ? '1 session' : `${different.length} sessions`;
  const half = first.session === 0 ? 'morning' : 'afternoon';
  throw new Refused(
    `Both have a register at ${setting} for ${academicYearName(year)}, and they differ in ${sessions}, the first on ${britishDate(first.date)} in the ${half}. One of the two is about somebody else, or has to be put right first.`,
  );
}

/** What runs did to a register that goes, they did to the one it became part of. */
async function passChanges(
  tx: Tx,
  tenantId: MergePair['tenantId'],
  from: string,
  to: string,
): Promise<MovedRow[]> {
  const table = 'records.register_change';
  const { rows } = await sql<{ id: string }>`
    update records.register_change set register_id = ${to} where tenant_id = ${tenantId} and register_id = ${from}
    returning id`.execute(tx);
  return rows.map(({ id }) => ({ table, id, before: { register_id: from }, after: { register_id: to } }));
}
