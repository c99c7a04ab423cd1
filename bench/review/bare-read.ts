/** What a review is held against: reading the same rows and columns into Node, and nothing done with them. */
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import { registerYear } from '#modules/records';
import { type CompiledRuleSet, windowDays } from '#modules/risk';

const AT_ONCE = 2_000;

export type BareRead = {
  tenantId: TenantId;
  asOf: PlainDate;
  rules: CompiledRuleSet;
  /** `text` brings the masks of the registers over, 732 characters each; `size` reads them and leaves them there. */
  masks: 'text' | 'size';
};

/** @returns how many rows came */
export async function readBare(tx: Tx, { tenantId, asOf, rules, masks }: BareRead): Promise<number> {
  const years = registerYears(rules, asOf);
  const kinds = rules.indicators.map(({ indicator: { measure } }) => measure.replace('circumstance.', ''));
  const mask = (name: string) =>
    masks === 'text' ? sql.ref(name) : sql`bit_length(${sql.ref(name)}) as ${sql.ref(name)}`;
  let count = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows: people } = await sql<{ person_id: string }>`
      select person_id, setting_id, setting_name, nc_year, given_name, family_name, known_as, upn, source, source_key
      from people.roll where tenant_id = ${tenantId} and person_id > ${after} order by person_id limit ${AT_ONCE}`.execute(
      tx,
    );
    const [first, last] = [people[0], people.at(-1)];
    if (!first || !last) return count;
    const among = sql`tenant_id = ${tenantId} and person_id between ${first.person_id} and ${last.person_id}`;
    const reads = [
      sql`select person_id, register_year, ${mask('possible')}, ${mask('absent')}, ${mask('unauthorised')}, ${mask('late')}, source
        from records.register where ${among} and register_year = any(${years}::smallint[])`,
      sql`select person_id, kind, present, starts_on, ends_on, source from records.circumstance
        where ${among} and kind = any(${kinds})`,
      sql`select person_id, provision, primary_need, starts_on, ends_on, source from records.need where ${among}`,
      sql`select person_id, kind, starts_on, sessions, source from records.suspension where ${among}`,
      sql`select person_id, subject, scale, on_date, met_expected, source, point from records.attainment where ${among}`,
      sql`select person_id, setting_id, starts_on, source, status from people.enrolment where ${among}`,
      sql`select setting_id, source, covers_from, covers_to from records.coverage
        where tenant_id = ${tenantId} and record = 'suspension'`,
    ];
    count += people.length;
    for (const read of reads) count += (await read.execute(tx)).rows.length;
    if (people.length < AT_ONCE) return count;
    after = last.person_id;
  }
}

/** The register years that the windows of the rules touch. */
function registerYears(rules: CompiledRuleSet, asOf: PlainDate): number[] {
  const windows = rules.indicators
    .filter(({ indicator }) => indicator.kind === 'ratio')
    .map(({ indicator }) => windowDays(indicator.window, asOf));
  return [...new Set(windows.flatMap(({ from = asOf, to }) => [registerYear(from), registerYear(to)]))];
}
