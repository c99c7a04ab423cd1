import { sql } from 'kysely';
import { academicYear, type PlainDate, plainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';

export type KnownResult = {
  subject: string;
  scale: string;
  point: string | null;
  value: string;
  expected: string | null;
  metExpected: boolean | null;
  onDate: PlainDate;
  source: string;
};

export type KnownEvent = {
  kind: 'positive' | 'negative';
  category: string | null;
  points: number | null;
  location: string | null;
  removed: boolean | null;
  onDate: PlainDate;
  source: string;
};

/** Behaviour events of this academic year in numbers, and the newest of any year. */
export type KnownBehaviour = {
  academicYear: number;
  positive: number;
  negative: number;
  latest: readonly KnownEvent[];
};

type Of = { tenantId: TenantId; personId: PersonId };

/** Enough to see what it is like just now. */
const LATEST = 5;

/** The newest result in each subject, on each scale, from each source. */
export async function knownResults(tx: Tx, { tenantId, personId }: Of): Promise<KnownResult[]> {
  const { rows } = await sql<KnownResult>`
    select distinct on (subject, scale, source) subject, scale, point, value, expected, met_expected as "metExpected",
           on_date as "onDate", source
    from records.attainment where tenant_id = ${tenantId} and person_id = ${personId}
    order by subject, scale, source, on_date desc, id desc`.execute(tx);
  return rows;
}

export async function knownBehaviour(
  tx: Tx,
  { tenantId, personId, today }: Of & { today: PlainDate },
): Promise<KnownBehaviour> {
  const of = sql`tenant_id = ${tenantId} and person_id = ${personId} and on_date <= ${today}`;
  const year = academicYear(today);
  const counts = await sql<{ positive: number; negative: number }>`
    select count(*) filter (where kind = 'positive') as positive, count(*) filter (where kind = 'negative') as negative
    from records.behaviour where ${of} and on_date >= ${plainDate(`${year}-09-01`)}`.execute(tx);
  const latest = await sql<KnownEvent>`
    select kind, category, points, location, removed, on_date as "onDate", source
    from records.behaviour where ${of} order by on_date desc, kind desc, id desc limit ${LATEST}`.execute(tx);
  const { positive, negative } = counts.rows[0] ?? { positive: 0, negative: 0 };
  return { academicYear: year, positive, negative, latest: latest.rows };
}
