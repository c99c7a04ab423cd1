import { type RawBuilder, sql } from 'kysely';
import type { Calendar, Closure, HalfTerm } from '../../rules/index.ts';

/** The columns of `calendarParts`. */
export type CalendarRow = {
  academic_year: number;
  weekdays: number[];
  half_terms: HalfTerm[];
  closures: Closure[];
};

/**
 * The columns that make up a calendar of `people.calendar as c`, with its half terms and closures in order.
 *
 * @example sql<CalendarRow>`select ${calendarParts} from people.calendar c where …`
 */
export const calendarParts: RawBuilder<unknown> = sql`
  c.academic_year, c.weekdays,
  coalesce((select json_agg(json_build_object('term', h.term, 'half', h.half, 'startsOn', h.starts_on, 'endsOn', h.ends_on)
            order by h.starts_on) from people.half_term h where h.tenant_id = c.tenant_id and h.calendar_id = c.id), '[]') as half_terms,
  coalesce((select json_agg(json_build_object('date', d.on_date, 'kind', d.kind, 'label', d.label) order by d.on_date)
            from people.closure d where d.tenant_id = c.tenant_id and d.calendar_id = c.id), '[]') as closures`;

export function calendarFrom({
  academic_year: academicYear,
  weekdays,
  half_terms: halfTerms,
  closures,
}: CalendarRow): Calendar {
  return { academicYear, weekdays, halfTerms, closures };
}
