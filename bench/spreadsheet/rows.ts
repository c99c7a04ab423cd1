/** What a council officer would have in front of them, a row a young person: read raw, by nothing that a review uses. */
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { count } from '#modules/records';

/** The circumstances of the published table, in the order of the sheet. */
export const CIRCUMSTANCES = [
  'english_additional_language',
  'educated_off_site',
  'looked_after',
  'early_help',
  'pregnant_or_parent',
  'free_school_meals',
  'young_carer',
  'in_custody',
  'youth_justice',
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

export type SheetRow = {
  /** The identifier by which the source knows them: the made-up council has one source. */
  key: string;
  /** The last spell in which each held: blank when nobody has said that it ever did. */
  held: Partial<Record<Circumstance, { from: PlainDate; to: PlainDate | null }>>;
  provision: string | null;
  /** Sessions of the six months: possible, and attended. */
  possible: number;
  attended: number;
  suspendedOn: PlainDate | null;
  excludedOn: PlainDate | null;
};

type Asked = { tenantId: TenantId; asOf: PlainDate; sixMonths: PlainDate };

/**
 * One row for everybody on roll. Sessions are counted letter by letter from the marks, where a review counts masks in the
 * database: when both agree, they agree by two ways.
 *
 * @param sixMonths the first day of the six months that end on `asOf`
 * @throws Error when somebody has two spells of one circumstance: the sheet has place for one
 */
export async function readSheetRows(tx: Tx, { tenantId, asOf, sixMonths }: Asked): Promise<SheetRow[]> {
  const roll = await sql<{ person_id: PersonId; source_key: string }>`
    select person_id, source_key from people.roll where tenant_id = ${tenantId} order by person_id`.execute(
    tx,
  );
  const rows = new Map<PersonId, SheetRow>();
  for (const { person_id, source_key } of roll.rows)
    rows.set(person_id, {
      key: source_key,
      held: {},
      provision: null,
      possible: 0,
      attended: 0,
      suspendedOn: null,
      excludedOn: null,
    });
  await addCircumstances(tx, tenantId, rows);
  await addNeeds(tx, { tenantId, asOf, sixMonths }, rows);
  await addSessions(tx, { tenantId, asOf, sixMonths }, rows);
  await addSuspensions(tx, { tenantId, asOf, sixMonths }, rows);
  return [...rows.values()];
}

async function addCircumstances(tx: Tx, tenantId: TenantId, rows: Map<PersonId, SheetRow>): Promise<void> {
  const found = await sql<{ person_id: PersonId; kind: Circumstance; from: PlainDate; to: PlainDate | null }>`
    select person_id, kind, starts_on as from, ends_on as to from records.circumstance
    where tenant_id = ${tenantId} and present and kind = any(${[...CIRCUMSTANCES]})`.execute(tx);
  for (const { person_id, kind, from, to } of found.rows) {
    const row = rows.get(person_id);
    if (row?.held[kind])
      throw new Error(`${row.key} has two spells of ${kind}, and the sheet has place for one`);
    if (row) row.held[kind] = { from, to };
  }
}

async function addNeeds(tx: Tx, { tenantId, asOf }: Asked, rows: Map<PersonId, SheetRow>): Promise<void> {
  const found = await sql<{ person_id: PersonId; provision: string }>`
    select person_id, provision from records.need
    where tenant_id = ${tenantId} and starts_on <= ${asOf} and (ends_on is null or ends_on >= ${asOf})
    order by starts_on`.execute(tx);
  for (const { person_id, provision } of found.rows) {
    const row = rows.get(person_id);
    if (row) row.provision = provision;
  }
}

async function addSessions(
  tx: Tx,
  { tenantId, asOf, sixMonths }: Asked,
  rows: Map<PersonId, SheetRow>,
): Promise<void> {
  const found = await sql<{ person_id: PersonId; register_year: number; marks: string }>`
    select person_id, register_year, marks from records.register where tenant_id = ${tenantId}`.execute(tx);
  for (const { person_id, register_year, marks } of found.rows) {
    const row = rows.get(person_id);
    if (!row) continue;
    const { possible, present, approvedActivity } = count(marks, register_year, sixMonths, asOf);
    row.possible += possible;
    row.attended += present + approvedActivity;
  }
}

async function addSuspensions(
  tx: Tx,
  { tenantId, asOf }: Asked,
  rows: Map<PersonId, SheetRow>,
): Promise<void> {
  const found = await sql<{ person_id: PersonId; kind: string; latest: PlainDate }>`
    select person_id, kind, max(starts_on) as latest from records.suspension
    where tenant_id = ${tenantId} and starts_on <= ${asOf} and coalesce(outcome, 'upheld') = 'upheld'
    group by person_id, kind`.execute(tx);
  for (const { person_id, kind, latest } of found.rows) {
    const row = rows.get(person_id);
    if (row && kind === 'suspension') row.suspendedOn = latest;
    if (row && kind === 'permanent_exclusion') row.excludedOn = latest;
  }
}
