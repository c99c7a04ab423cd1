import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';

export type KnownNeed = {
  provision: 'N' | 'K' | 'E';
  primaryNeed: string | null;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  source: string;
};
export type KnownCircumstance = {
  kind: string;
  present: boolean;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  source: string;
};
export type KnownSuspension = {
  kind: 'suspension' | 'permanent_exclusion' | 'lunchtime';
  startsOn: PlainDate;
  sessions: number | null;
  reason: string | null;
  source: string;
};
export type KnownMeasure = {
  name: string;
  label: string;
  unit: string | null;
  number: number | null;
  yes: boolean | null;
  category: string | null;
  onDate: PlainDate;
  source: string;
};
/** A source that claims to hold every suspension at a setting between two days. */
export type Coverage = { source: string; from: PlainDate; to: PlainDate };

/** What is on record about one young person, each with its source and date. What is in no list is not known. */
export type KnownFacts = {
  needs: readonly KnownNeed[];
  circumstances: readonly KnownCircumstance[];
  suspensions: readonly KnownSuspension[];
  coverage: Coverage | undefined;
  /** The newest of each name and source. */
  measures: readonly KnownMeasure[];
};

/** Reads every fact that a person's page shows, newest first. */
export async function knownFacts(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
): Promise<KnownFacts> {
  const of = sql`tenant_id = ${tenantId} and person_id = ${personId}`;
  const needs = await sql<KnownNeed>`
    select provision, primary_need as "primaryNeed", starts_on as "startsOn", ends_on as "endsOn", source
    from records.need where ${of} order by starts_on desc, id desc`.execute(tx);
  const circumstances = await sql<KnownCircumstance>`
    select kind, present, starts_on as "startsOn", ends_on as "endsOn", source
    from records.circumstance where ${of} order by kind, starts_on desc, id desc`.execute(tx);
  const suspensions = await sql<KnownSuspension>`
    select kind, starts_on as "startsOn", sessions, reason, source
    from records.suspension where ${of} order by starts_on desc, id desc`.execute(tx);
  const coverage = await sql<Coverage>`
    select c.source, c.covers_from as "from", c.covers_to as "to" from people.roll p
    join records.coverage c on c.tenant_id = p.tenant_id and c.setting_id = p.setting_id and c.record = 'suspension'
    where p.tenant_id = ${tenantId} and p.person_id = ${personId} order by c.covers_to desc, c.covers_from limit 1`.execute(
    tx,
  );
  const measures = await sql<KnownMeasure>`
    select distinct on (d.label, d.name, m.source) d.name, d.label, d.unit, m.number, m.yes,
      coalesce(d.categories ->> m.category, m.category) as category, m.on_date as "onDate", m.source
    from records.measure m
    join records.measure_definition d on d.tenant_id = m.tenant_id and d.id = m.definition_id
    where m.tenant_id = ${tenantId} and m.person_id = ${personId}
    order by d.label, d.name, m.source, m.on_date desc, m.id desc`.execute(tx);
  return {
    needs: needs.rows,
    circumstances: circumstances.rows,
    suspensions: suspensions.rows,
    coverage: coverage.rows[0],
    measures: measures.rows,
  };
}
