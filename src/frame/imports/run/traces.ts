import { type RawBuilder, sql } from 'kysely';
import type { PersonId, RunId, TenantId, Tx } from '#db';
import { type ImportKind, type ToldFact, type Trace, type Traced, tracesOf } from '#modules/sources';
import type { Say } from '#web';

type Which = { tenantId: TenantId; runId: RunId };

/** Somebody whose record a run touched, and how many facts of each sort. */
export type Touched = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  settingName: string | null;
  added: number;
  changed: number;
  ended: number;
};

/** One fact that a run touched, in words. */
export type ToldTrace = Pick<Traced, 'personId' | 'entity' | 'became'> & { told: readonly ToldFact[] };

/**
 * Whom a run touched, by name, with counts; `total` is everybody. Only those whom the actor of the transaction reaches.
 *
 * @example await touchedBy(tx, kind, { tenantId, runId }, { offset: 0, limit: 25 })
 */
export async function touchedBy(
  tx: Tx,
  kind: ImportKind,
  run: Which,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ people: Touched[]; total: number }> {
  const facts = factsOf(kind, run);
  if (!facts) return { people: [], total: 0 };
  const { rows } = await sql<Touched & { total: number }>`
    with touched as (
      select f.person_id, count(*) filter (where f.became = 'added')::int as added,
        count(*) filter (where f.became = 'changed')::int as changed, count(*) filter (where f.became = 'ended')::int as ended
      from (${facts}) f where f.person_id is not null group by f.person_id)
    select r.person_id as "personId", r.given_name, r.family_name, r.known_as, r.source, r.source_key,
      r.setting_name as "settingName", t.added, t.changed, t.ended, count(*) over ()::int as total
    from touched t join people.roll r on r.tenant_id = ${run.tenantId} and r.person_id = t.person_id
    order by r.family_name collate "und-x-icu", r.given_name collate "und-x-icu", r.person_id
    limit ${limit} offset ${offset}`.execute(tx);
  return { people: rows, total: rows[0]?.total ?? 0 };
}

/** Facts that a run wrote about some people, at most so many for each. */
export function tracedOf(
  tx: Tx,
  kind: ImportKind,
  run: Which,
  personIds: readonly PersonId[],
  each: number,
): Promise<Traced[]> {
  const facts = factsOf(kind, run);
  if (!facts || personIds.length === 0) return Promise.resolve([]);
  return read(
    tx,
    sql`
      select n.* from (
        select f.*, row_number() over (partition by f.person_id order by f.place, f.became, f.id) as nth from (${facts}) f
        where f.person_id = any(${personIds}::uuid[])) n
      where n.nth <= ${each} order by n.person_id, n.nth`,
  );
}

/** Some of the facts that a run changed or ended, those about one young person together. */
export function changedBy(tx: Tx, kind: ImportKind, run: Which, most: number): Promise<Traced[]> {
  const facts = factsOf(kind, run);
  if (!facts) return Promise.resolve([]);
  return read(
    tx,
    sql`
      select f.* from (${facts}) f where f.became <> 'added' order by f.person_id, f.place, f.id limit ${most}`,
  );
}

async function read(tx: Tx, query: RawBuilder<unknown>): Promise<Traced[]> {
  const { rows } = await sql<Omit<Traced, 'personId'> & { person_id: PersonId | null }>`${query}`.execute(tx);
  return rows.map(({ person_id: personId, entity, became, before, after }) => ({
    personId,
    entity,
    became,
    before,
    after,
  }));
}

/** Says facts in words, as their kind does. @example toldOf(kind, facts, say) */
export function toldOf(kind: ImportKind | undefined, facts: readonly Traced[], say: Say): ToldTrace[] {
  const traces = new Map((kind ? tracesOf(kind) : []).map((trace) => [trace.entity, trace]));
  return facts.map((fact) => {
    const { personId, entity, became } = fact;
    return { personId, entity, became, told: tell(traces.get(entity), fact, say) };
  });
}

function factsOf(kind: ImportKind, run: Which): RawBuilder<unknown> | undefined {
  const parts = tracesOf(kind).map(
    ({ entity, facts }, place) =>
      sql`select f.person_id, f.id, ${place}::int as place, ${entity}::text as entity, f.became, f.before, f.after from (${facts(run)}) f`,
  );
  return parts.length === 0 ? undefined : sql.join(parts, sql` union all `);
}

/** What says nothing to a person who reads it. */
const INTERNAL = /^(id|tenant_id|source|source_key|run_id|.*_ids?)$/;

/** What was changed is what is kept of before; of what was added everything is new. */
function tell(trace: Trace | undefined, fact: Traced, say: Say): readonly ToldFact[] {
  if (trace?.tell) return trace.tell(fact, say);
  const { before, after } = fact;
  return Object.keys(before ?? after ?? {})
    .filter((column) => !INTERNAL.test(column))
    .map((what) => ({ what, before: inText(before?.[what]), after: inText(after?.[what]) }))
    .filter((each) => each.before !== each.after);
}

function inText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
