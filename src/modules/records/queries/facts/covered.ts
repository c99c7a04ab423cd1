import { type RawBuilder, sql } from 'kysely';
import { addDays, type PlainDate } from '#dates';
import type { TenantId } from '#db';

/** A source that was complete up to a month ago still says "none": no file is newer than the last one brought in. */
const DAYS_BEHIND = 31;

type Claim = {
  tenantId: TenantId;
  record: 'suspension' | 'behaviour';
  /** Absent when every day since records began counts, which no source covers. */
  from: PlainDate | undefined;
  to: PlainDate;
};

/**
 * The settings of which a source claims to hold every record of a kind over a window, by one claim or by several that
 * follow on each other: `setting_id`, `source` and `covers_to`.
 *
 * A claim may end up to a month before the window does; where the window is shorter than that, it is enough that a claim
 * reaches into the month and begins by the first day of the window.
 */
export function coveredSettings({ tenantId, record, from = RECORDS_BEGIN, to }: Claim): RawBuilder<unknown> {
  const until = addDays(to, -DAYS_BEHIND);
  const holds =
    from <= until
      ? sql`days @> daterange(${from}::date, ${until}::date, '[]')`
      : sql`days && daterange(${until}::date, ${from}::date, '[]')`;
  return sql`select setting_id, max(source) as source, max(covers_to) as covers_to from (
    select setting_id, source, max(covers_to) as covers_to, range_agg(daterange(covers_from, covers_to, '[]')) as days
    from records.coverage
    where tenant_id = ${tenantId} and record = ${record} and covers_from <= ${to}
    group by setting_id, source) claims
  where ${holds} group by setting_id`;
}

/** Before anything that can be known. */
export const RECORDS_BEGIN = '1900-01-01' as PlainDate; // written as one
