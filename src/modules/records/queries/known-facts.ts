import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { type Coverage, knownCoverage } from './known-coverage.ts';
import { type KnownBehaviour, type KnownResult, knownBehaviour, knownResults } from './known-results.ts';
import { readsSensitive } from './reads-sensitive.ts';

export type KnownNeed = {
  provision: 'N' | 'K' | 'E';
  primaryNeed: string | null;
  secondaryNeed: string | null;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  source: string;
};
export type KnownCircumstance = {
  kind: string;
  present: boolean;
  /** Of English as an additional language. */
  proficiency: string | null;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  source: string;
};
export type KnownSuspension = {
  kind: 'suspension' | 'permanent_exclusion' | 'lunchtime';
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  sessions: number | null;
  reason: string | null;
  /** What became of it, where somebody has said. */
  outcome: 'upheld' | 'cancelled' | 'reinstated' | null;
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
/** What is on record about one young person, each with its source and date. What is in no list is not known. */
export type KnownFacts = {
  today: PlainDate;
  needs: readonly KnownNeed[];
  circumstances: readonly KnownCircumstance[];
  /** Whoever asks reads what is known about health, care, youth justice and family. */
  isWhole: boolean;
  suspensions: readonly KnownSuspension[];
  coverage: Coverage | undefined;
  results: readonly KnownResult[];
  behaviour: KnownBehaviour;
  behaviourCoverage: Coverage | undefined;
  /** The newest of each name and source. */
  measures: readonly KnownMeasure[];
};

/** Reads every fact that a person's page shows, newest first. */
export async function knownFacts(
  tx: Tx,
  { tenantId, personId, today }: { tenantId: TenantId; personId: PersonId; today: PlainDate },
): Promise<KnownFacts> {
  const of = sql`tenant_id = ${tenantId} and person_id = ${personId}`;
  const needs = await sql<KnownNeed>`
    select provision, primary_need as "primaryNeed", secondary_need as "secondaryNeed", starts_on as "startsOn", ends_on as "endsOn", source
    from records.need where ${of} order by starts_on desc, id desc`.execute(tx);
  const circumstances = await sql<KnownCircumstance>`
    select kind, present, proficiency, starts_on as "startsOn", ends_on as "endsOn", source
    from records.circumstance where ${of} order by kind, starts_on desc, id desc`.execute(tx);
  const whole = await sql<{ is: boolean }>`select ${readsSensitive({ tenantId, personId })} as is`.execute(
    tx,
  );
  const suspensions = await sql<KnownSuspension>`
    select kind, starts_on as "startsOn", ends_on as "endsOn", sessions, reason, outcome, source
    from records.suspension where ${of} order by starts_on desc, id desc`.execute(tx);
  const measures = await sql<KnownMeasure>`
    select distinct on (d.label, d.name, m.source) d.name, d.label, d.unit, m.number, m.yes,
      coalesce(d.categories ->> m.category, m.category) as category, m.on_date as "onDate", m.source
    from records.measure m
    join records.measure_definition d on d.tenant_id = m.tenant_id and d.id = m.definition_id
    where m.tenant_id = ${tenantId} and m.person_id = ${personId}
    order by d.label, d.name, m.source, m.on_date desc, m.id desc`.execute(tx);
  return {
    today,
    needs: needs.rows,
    circumstances: circumstances.rows,
    isWhole: whole.rows[0]?.is === true,
    suspensions: suspensions.rows,
    coverage: await knownCoverage(tx, { tenantId, personId }, 'suspension'),
    results: await knownResults(tx, { tenantId, personId }),
    behaviour: await knownBehaviour(tx, { tenantId, personId, today }),
    behaviourCoverage: await knownCoverage(tx, { tenantId, personId }, 'behaviour'),
    measures: measures.rows,
  };
}
