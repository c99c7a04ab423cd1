import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import { registerYear, standingWeekday, WEEKDAYS, windowMask } from '../../rules/index.ts';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

const MEASURE = 'missing_weekday';

type Row = { people: string; missed: string; possible: string; latest: PlainDate; source: string };

/**
 * The weekday on which somebody is away without leave more often than chance would make it, or `none`. Which one it is,
 * `standingWeekday` says from the counts of the window.
 */
export async function weekdayFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  for (const { wanted, position } of asked) {
    const { measure, kind, from, to } = wanted;
    if (measure !== MEASURE || kind !== 'category' || from === undefined) continue;
    for (const { people: some, missed, possible, latest: date, source } of await countsOf(
      tx,
      people,
      from,
      to,
    )) {
      const value = standingWeekday({ missed: numbers(missed), possible: numbers(possible) });
      if (value === undefined) continue;
      for (const personId of peopleOf(some))
        keep(personId, position, { kind: 'category', value, date, source });
    }
  }
}

async function countsOf(tx: Tx, people: People, from: PlainDate, to: PlainDate): Promise<Row[]> {
  const years: number[] = [];
  for (let year = registerYear(from); year <= registerYear(to); year += 1) years.push(year);
  const days = WEEKDAYS.map((_, weekday) => years.map((year) => weekdayMask(year, weekday, from, to)));
  const sums = (column: 'unauthorised' | 'possible') =>
    sql.join(
      WEEKDAYS.map((day) => sql`sum(bit_count(r.${sql.ref(column)} & w.${sql.ref(day)}))`),
      sql`, ' ', `,
    );
  const { rows } = await sql<Row>`
    select missed, possible, latest, source, ${sharedBy} as people from (
      select r.person_id, concat(${sums('unauthorised')}) as missed, concat(${sums('possible')}) as possible,
             max(make_date(r.register_year, 8, 1) + (length(rtrim((r.possible & w.whole)::text, '0')) - 1) / 2) as latest,
             max(r.source) as source
      from records.register r
      join unnest(${years}::smallint[], ${years.map((year) => windowMask(year, from, to))}::varbit[],
        ${sql.join(days.map((masks) => sql`${masks}::varbit[]`))})
        as w (year, whole, ${sql.join(WEEKDAYS.map((day) => sql.ref(day)))}) on w.year = r.register_year
      where ${aboutThem(people, 'r.person_id')}
      group by r.person_id) each
    group by missed, possible, latest, source`.execute(tx);
  return rows;
}

/** The sessions of one weekday, Monday first, in a window of a register year. */
function weekdayMask(year: number, weekday: number, from: PlainDate, to: PlainDate): string {
  const bits = [...windowMask(year, from, to)];
  const firstDay = new Date(Date.UTC(year, 7, 1)).getUTCDay();
  return bits
    .map((bit, slot) => ((firstDay + 6 + Math.floor(slot / 2)) % 7 === weekday ? bit : '0'))
    .join('');
}

function numbers(text: string): number[] {
  return text.split(' ').map(Number);
}
