import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { ComparisonMark } from '#files';

/** One published figure of an area: a number, or why there is none. */
export type Comparison = {
  areaName: string;
  level: 'national' | 'regional' | 'council';
  /** The calendar year that the publisher gives. */
  period: number;
  number: number | null;
  mark: ComparisonMark | null;
  source: string;
};

/**
 * The published figures of one area and measure, oldest first; nothing where no source has them. Two sources may have
 * figures of the same year: both are answered, each with its name.
 *
 * @param of `area` is its nine-character code, `measure` a name from the mapping that read the file
 * @example await comparisonsOf(tx, tenantId, { area: 'E92000001', measure: 'neet' }) // [{ period: 2021, number: 2.8, … }, …]
 */
export async function comparisonsOf(
  tx: Tx,
  tenantId: TenantId,
  { area, measure }: { area: string; measure: string },
): Promise<Comparison[]> {
  const { rows } = await sql<Comparison>`
    select c.area_name as "areaName", c.level, c.period, c.number, c.mark, c.source
    from records.comparison c
    where c.tenant_id = ${tenantId} and c.measure = ${measure} and c.area_code = ${area}
    order by c.period, c.source`.execute(tx);
  return rows;
}
