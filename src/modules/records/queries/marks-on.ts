import { sql } from 'kysely';
import { type PlainDate, plainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import type { CalendarWarning } from '#web';
import { registerYear, slotOf, windowMask } from '../rules/index.ts';

/**
 * The sessions with a mark that counts (those of `possible`) on some days at some settings: for whoever is about to
 * close these days. What counts for nothing anyway, such as a planned closure or registration elsewhere, is left aside.
 */
export const marksOn: CalendarWarning = {
  says: 'calendars.marks',
  async heldOn(tx, { tenantId, settingIds, days }) {
    const found = new Map<PlainDate, number>();
    for (const [year, of] of Map.groupBy(days, registerYear)) {
      for (const { date, count } of await marksIn(tx, { tenantId, settingIds, year, days: of }))
        found.set(date, count);
    }
    return [...found]
      .map(([date, count]) => ({ date, count }))
      .sort((one, other) => (one.date < other.date ? -1 : 1));
  },
};

type Asked = {
  tenantId: TenantId;
  settingIds: readonly SettingId[];
  year: number;
  days: readonly PlainDate[];
};

/** Day by day only where the mask says that there is something: most registers have no mark on a day without sessions. */
async function marksIn(tx: Tx, { tenantId, settingIds, year, days }: Asked) {
  const slots = days.map((day) => slotOf(day, 0));
  const { rows } = await sql<{ date: string; count: number }>`
    with marked as (
      select r.possible from records.register r
      where r.tenant_id = ${tenantId} and r.setting_id = any(${[...settingIds]}::uuid[]) and r.register_year = ${year}
        and bit_count(r.possible & ${windowOf(year, days)}::bit varying) > 0),
    asked as (select unnest(${[...days]}::date[]) as date, unnest(${slots}::int[]) as slot)
    select asked.date, sum(get_bit(marked.possible, asked.slot) + get_bit(marked.possible, asked.slot + 1)) as count
    from marked cross join asked group by asked.date
    having sum(get_bit(marked.possible, asked.slot) + get_bit(marked.possible, asked.slot + 1)) > 0`.execute(
    tx,
  );
  return rows.map(({ date, count }) => ({ date: plainDate(date), count }));
}

/** One for each session of some days. */
function windowOf(year: number, days: readonly PlainDate[]): string {
  const bits = windowMask(year, plainDate(`${year}-08-02`), plainDate(`${year}-08-01`)).split('');
  for (const day of days) {
    bits[slotOf(day, 0)] = '1';
    bits[slotOf(day, 1)] = '1';
  }
  return bits.join('');
}
