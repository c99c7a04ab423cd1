import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx, Who } from '#db';

export type MoveId = string & { __brand: 'people.move' };

/** A move that two rolls suggest, as lists and its own page show it. */
export type Move = {
  id: MoveId;
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source_key: string;
  ncYear: number | null;
  settingIds: readonly SettingId[];
  from: { id: SettingId; name: string; source: string };
  to: { id: SettingId; name: string; source: string };
  onDate: PlainDate | null;
  isOpen: boolean;
  /** The last that somebody decided about it. */
  decided: MoveDecision | null;
};

export type MoveDecision = {
  decision: 'moved' | 'both' | 'taken_back';
  endsOn: PlainDate | null;
  reason: string;
  by: string | null;
  at: string;
};

export type MovesAsk = { settingId?: SettingId | undefined; decided?: boolean };

const columns = sql`m.id, m.person_id as "personId", p.given_name, p.family_name, p.known_as, p.source_key, p.nc_year as "ncYear",
  p.setting_ids as "settingIds", m.on_date as "onDate", m.is_open as "isOpen",
  json_build_object('id', m.from_setting_id, 'name', f.name, 'source', m.from_source) as "from",
  json_build_object('id', m.to_setting_id, 'name', t.name, 'source', m.source) as "to",
  (select json_build_object('decision', d.decision, 'endsOn', d.after ->> 'ends_on', 'reason', d.reason, 'by', d.by, 'at', d.at)
    from people.move_decision d where d.tenant_id = m.tenant_id and d.move_id = m.id order by d.id desc limit 1) as decided`;
const tables = sql`people.move m
  join people.person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  join people.setting f on f.tenant_id = m.tenant_id and f.id = m.from_setting_id
  join people.setting t on t.tenant_id = m.tenant_id and t.id = m.to_setting_id`;

/**
 * Moves that wait for somebody, or those decided, of whoever the actor reaches; newest first.
 *
 * @example await movesOf(tx, actor, { settingId: ashdale }, { limit: 25, offset: 0 })
 */
export async function movesOf(
  tx: Tx,
  who: Who,
  ask: MovesAsk,
  { limit, offset }: { limit: number; offset: number },
): Promise<Move[]> {
  const { rows } = await sql<Move>`
    select ${columns} from ${tables} where ${asked(who, ask)}
    order by m.id desc limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

export async function countMoves(tx: Tx, who: Who, ask: MovesAsk): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from ${tables} where ${asked(who, ask)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** One move; nothing for one that is not there or out of reach. */
export async function moveOf(tx: Tx, { tenantId }: Who, id: MoveId): Promise<Move | undefined> {
  const { rows } = await sql<Move>`
    select ${columns} from ${tables} where m.tenant_id = ${tenantId} and m.id = ${id}`.execute(tx);
  return rows[0];
}

function asked({ tenantId }: Who, { settingId, decided = false }: MovesAsk) {
  const at = settingId === undefined ? sql`true` : sql`${settingId} in (m.from_setting_id, m.to_setting_id)`;
  const state = decided
    ? sql`not m.is_open and exists (select from people.move_decision d where d.tenant_id = m.tenant_id and d.move_id = m.id)`
    : sql`m.is_open`;
  return sql`m.tenant_id = ${tenantId} and ${state} and ${at}`;
}
