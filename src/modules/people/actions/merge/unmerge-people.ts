import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type Tables, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { oneAtATime } from '#modules/sources';
import { Refused } from '#outcome';
import type { MovedRow } from '#web';
import { seePerson } from '../see-person.ts';
import { type MergingId, settleMerged } from './merge-people.ts';
import { writeRow } from './repoint.ts';

type Merging = { person_id: PersonId; from_id: PersonId; moved: MovedRow[]; is_undone: boolean };

/**
 * Undoes a merge: every row that moved is about the record that it was about, and that record is there again. What was brought
 * since stays with the record that stayed; a row that moved and was put right since stays right.
 *
 * Refuses a merge that is undone already, and one of which something that the merge itself changed says something else by now,
 * by name: then nothing is changed.
 *
 * @returns both people
 * @example await unmergePeople(tx, actor, { mergingId, reason: 'They are cousins' });
 */
export async function unmergePeople(
  tx: Tx,
  actor: Actor,
  { mergingId, reason }: { mergingId: MergingId; reason: string },
): Promise<PersonId[] | undefined> {
  const { tenantId } = actor;
  await oneAtATime(tx, tenantId);
  const merging = await mergingOf(tx, actor, mergingId);
  if (!merging) return undefined;
  const person = await seePerson(tx, actor, merging.person_id, 'person.seen');
  if (!person) return undefined;
  if (merging.is_undone) throw new Refused('This merge was undone already.');
  await refuseTouched(tx, actor, merging.moved);
  for (const row of [...merging.moved].reverse()) await putBack(tx, actor, row);
  await tx
    .insertInto('people.unmerging')
    .values({
      tenant_id: tenantId,
      id: newId<never>(),
      merging_id: mergingId,
      person_id: merging.person_id,
      reason,
      account_id: actor.accountId,
      by: actor.name,
    })
    .execute();
  const people = [merging.person_id, merging.from_id];
  await settleMerged(tx, actor, people);
  for (const personId of people)
    await record(tx, actor, { act: 'person.unmerged', personId, subjectId: mergingId, why: person.why });
  return people;
}

async function mergingOf(tx: Tx, { tenantId }: Actor, id: MergingId): Promise<Merging | undefined> {
  const { rows } = await sql<Merging>`
    select m.person_id, m.from_id, m.moved, exists (select from people.unmerging u
      where u.tenant_id = m.tenant_id and u.merging_id = m.id) as is_undone
    from people.merging m where m.tenant_id = ${tenantId} and m.id = ${id}`.execute(tx);
  return rows[0];
}

/** Every sort of row that no longer says what the merge made it say. */
async function refuseTouched(tx: Tx, { tenantId }: Actor, moved: readonly MovedRow[]): Promise<void> {
  const touched = new Map<string, number>();
  for (const [table, rows] of Map.groupBy(moved, (row) => row.table)) {
    const wanted = JSON.stringify(rows.map(({ id, after }) => ({ id, after })));
    const { rows: found } = await sql<{ number: number }>`
      select count(*) as number from json_to_recordset(${wanted}::json) as w (id uuid, after jsonb)
      left join ${sql.table(table)} t on t.tenant_id = ${tenantId} and t.id = w.id
      where case when w.after is null then t.id is not null else not coalesce(to_jsonb(t) @> w.after, false) end`.execute(
      tx,
    );
    const number = found[0]?.number ?? 0;
    if (number > 0) touched.set((table.split('.')[1] ?? table).replaceAll('_', ' '), number);
  }
  if (touched.size === 0) return;
  const named = [...touched].map(([name, number]) => `${name} (${number})`).join(', ');
  throw new Refused(
    `This cannot be undone any more: since the merge, something that moved has been changed: ${named}. Undo what changed it first.`,
  );
}

async function putBack(tx: Tx, { tenantId }: Actor, { table, id, before, after }: MovedRow): Promise<void> {
  const name = table as keyof Tables & string; // as the merge kept it
  if (before === null)
    await sql`delete from ${sql.table(name)} where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
  // A UPN that the record that stayed took over comes back with what its sources say.
  else if (after === null && table === 'people.person')
    await insertRows(tx, name, [{ ...before, upn: null } as never]);
  else if (after === null) await insertRows(tx, name, [before as never]);
  else await writeRow(tx, tenantId, name, id, before);
}
