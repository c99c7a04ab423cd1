import { withActor } from '#db';
import { type Calendar, calendarLines, standingCalendar, sumCalendar } from '#modules/people';
import { Refused } from '#outcome';
import { wordsFor } from '#web';
import { type Call, Misused } from '../../command.ts';
import { actorFor } from '../../organisation.ts';
import { keyOf, yearOf } from './key.ts';

const say = wordsFor('en');

/** `waymark calendar show`: the calendar that holds, which is the organisation's where a setting has none of its own. */
export async function showCalendar(call: Call): Promise<number> {
  const year = yearOf(call);
  const format = call.option('format') ?? 'text';
  if (format !== 'text' && format !== 'csv' && format !== 'json')
    throw new Misused(`There is no format "${format}": text, csv or json`);
  const actor = await actorFor(call);
  await withActor(await call.database(), actor, async (tx) => {
    const { named, ...key } = await keyOf(tx, actor, year, call.option('setting') ?? 'organisation');
    const own = await standingCalendar(tx, actor.tenantId, key);
    const holds = own ?? (await standingCalendar(tx, actor.tenantId, { ...key, settingId: null }));
    if (!holds) throw new Refused(`There is no calendar for ${named}.`);
    const { calendar } = holds;
    if (format === 'csv') call.io.out(calendarLines(say, calendar));
    else if (format === 'json') call.io.out(`${JSON.stringify(documentOf(calendar, own !== undefined))}\n`);
    else call.io.out(textOf(calendar, named, own !== undefined));
  });
  return 0;
}

/** The contract of `--format json`. `own` is false where a setting follows the organisation's. */
function documentOf(calendar: Calendar, own: boolean): object {
  const { days, sessions, weeks } = sumCalendar(calendar);
  const { academicYear, weekdays, halfTerms, closures } = calendar;
  return { academicYear, own, days, sessions, weeks, weekdays, halfTerms, closures };
}

function textOf(calendar: Calendar, named: string, own: boolean): string {
  const sum = sumCalendar(calendar);
  const lines = [
    `Calendar ${named}${own ? '' : ' (the organisation’s)'}: ${sum.days} school days, ${sum.sessions} sessions, ${sum.weeks} school weeks`,
    `On ${calendar.weekdays.map((day) => say(`ui.weekdays.${day}`)).join(', ')}`,
    '',
    ...sum.halfTerms.map(({ term, half, startsOn, endsOn, days }) => {
      const name = say(`calendars.halves.${term}-${half}`);
      return `${name.padEnd(10)}${startsOn} to ${endsOn}  ${String(days).padStart(3)} days`;
    }),
    '',
    ...calendar.closures.map(
      ({ date, kind, label }) => `${date}  ${say(`calendars.kinds.${kind}`).padEnd(15)}${label}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
