import { addDays, type PlainDate, weekday } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { count, registerYear } from '../rules/index.ts';
import { registersOf } from './registers.ts';

/** A week with possible sessions, at all settings together. `startsOn` is its Monday. */
export type AttendedWeek = { startsOn: PlainDate; possible: number; attended: number };

/**
 * How many of the possible sessions of each week a young person attended, by registers with days. A week in which none
 * was possible, or no mark was taken, is not there.
 *
 * @example await weeksAttended(tx, { tenantId, personId, from, to }) // [{ startsOn: '2026-09-07', possible: 10, attended: 9 }]
 */
export async function weeksAttended(
  tx: Tx,
  {
    tenantId,
    personId,
    from,
    to,
  }: { tenantId: TenantId; personId: PersonId; from: PlainDate; to: PlainDate },
): Promise<AttendedWeek[]> {
  const years: number[] = [];
  for (let year = registerYear(from); year <= registerYear(to); year += 1) years.push(year);
  const registers = await registersOf(tx, { tenantId, personId, years });
  const weeks: AttendedWeek[] = [];
  for (let monday = addDays(from, 1 - weekday(from)); monday <= to; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6);
    const week = { startsOn: monday, possible: 0, attended: 0 };
    for (const { marks, registerYear: year } of registers) {
      const { possible, present, approvedActivity } = count(
        marks,
        year,
        monday < from ? from : monday,
        sunday > to ? to : sunday,
      );
      week.possible += possible;
      week.attended += present + approvedActivity;
    }
    if (week.possible > 0) weeks.push(week);
  }
  return weeks;
}
