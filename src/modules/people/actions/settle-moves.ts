import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { MoveId } from '../queries/moves.ts';
import type { ProposedMove } from '../rules/moves.ts';

type Standing = {
  id: MoveId;
  person_id: PersonId;
  from_setting_id: SettingId;
  to_setting_id: SettingId;
  on_date: string | null;
  from_source: string;
  source: string;
  is_open: boolean;
  decision: 'moved' | 'both' | 'taken_back' | null;
};

/**
 * Keeps the moves that some people's enrolments suggest: new ones are added, and one that no longer holds goes, or is closed
 * where somebody has decided about it before. That two settings have somebody by right is remembered, and not asked again.
 *
 * @param proposed of everybody concerned, also of those of whom nothing is suggested
 */
export async function settleMoves(
  tx: Tx,
  tenantId: TenantId,
  proposed: ReadonlyMap<PersonId, readonly ProposedMove<SettingId>[]>,
): Promise<void> {
  const standing = await standingOf(tx, tenantId, [...proposed.keys()]);
  const added: (ProposedMove<SettingId> & { personId: PersonId })[] = [];
  const told: (ProposedMove<SettingId> & { id: MoveId })[] = [];
  const gone: MoveId[] = [];
  const closed: MoveId[] = [];
  for (const [personId, moves] of proposed) {
    const kept = standing.get(personId) ?? [];
    const open = kept.filter(({ is_open }) => is_open);
    const isRight = ({ from, to }: ProposedMove) =>
      kept.some((each) => each.decision === 'both' && !each.is_open && isBetween(each, from, to));
    for (const move of moves) {
      const known = open.find((each) => isAbout(each, move));
      if (known && !saysSame(known, move)) told.push({ id: known.id, ...move });
      if (!known && !isRight(move)) added.push({ personId, ...move });
    }
    for (const each of open)
      if (!moves.some((move) => isAbout(each, move))) (each.decision === null ? gone : closed).push(each.id);
  }
  await sql`delete from people.move where tenant_id = ${tenantId} and id = any(${gone}::uuid[])`.execute(tx);
  await sql`update people.move set is_open = false where tenant_id = ${tenantId} and id = any(${closed}::uuid[])`.execute(
    tx,
  );
  await tellMoves(tx, tenantId, told);
  await addMoves(tx, tenantId, added);
}

async function standingOf(tx: Tx, tenantId: TenantId, people: readonly PersonId[]) {
  const { rows } = await sql<Standing>`
    select m.id, m.person_id, m.from_setting_id, m.to_setting_id, m.on_date, m.from_source, m.source, m.is_open,
      (select d.decision from people.move_decision d
        where d.tenant_id = m.tenant_id and d.move_id = m.id order by d.id desc limit 1) as decision
    from people.move m where m.tenant_id = ${tenantId} and m.person_id = any(${[...people]}::uuid[])`.execute(
    tx,
  );
  return Map.groupBy(rows, ({ person_id }) => person_id);
}

function isBetween(move: Standing, one: string, other: string): boolean {
  const { from_setting_id: from, to_setting_id: to } = move;
  return (from === one && to === other) || (from === other && to === one);
}

function isAbout(kept: Standing, { from, to }: ProposedMove): boolean {
  return kept.from_setting_id === from && kept.to_setting_id === to;
}

function saysSame(kept: Standing, { onDate, fromSource, source }: ProposedMove): boolean {
  return kept.on_date === onDate && kept.from_source === fromSource && kept.source === source;
}

async function tellMoves(
  tx: Tx,
  tenantId: TenantId,
  moves: readonly (ProposedMove & { id: MoveId })[],
): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ id, onDate, fromSource, source }) => ({
    id,
    on_date: onDate,
    from_source: fromSource,
    source,
  }));
  await sql`update people.move as m set on_date = n.on_date, from_source = n.from_source, source = n.source
    from json_populate_recordset(null::people.move, ${JSON.stringify(rows)}::json) as n
    where m.tenant_id = ${tenantId} and m.id = n.id`.execute(tx);
}

async function addMoves(
  tx: Tx,
  tenantId: TenantId,
  moves: readonly (ProposedMove<SettingId> & { personId: PersonId })[],
): Promise<void> {
  const rows = moves.map(({ personId, from, to, onDate, fromSource, source }) => ({
    tenant_id: tenantId,
    id: newId<MoveId>(),
    person_id: personId,
    from_setting_id: from,
    to_setting_id: to,
    setting_ids: [from, to].sort(),
    on_date: onDate,
    from_source: fromSource,
    source,
    is_open: true,
  }));
  await insertRows(tx, 'people.move', rows);
}
