import { existsSync } from 'node:fs';
import { withActor } from '#db';
import {
  calendarNotices,
  changeInWords,
  keepCalendar,
  noticeInWords,
  readCalendarFile,
  weighCalendar,
} from '#modules/people';
import { Refused } from '#outcome';
import { wordsFor } from '#web';
import { type Call, Misused, needed } from '../../command.ts';
import { actorFor } from '../../organisation.ts';
import { pathFrom } from '../../paths.ts';
import { keyOf, yearOf } from './key.ts';

const say = wordsFor('en');

/** `waymark calendar set FILE`: keeps the calendar of a file and prints what is different, or every line that is wrong. */
export async function setCalendar(call: Call): Promise<number> {
  const [, file] = call.positionals;
  if (file === undefined) throw new Misused('The file is missing');
  const year = yearOf(call);
  const setting = needed(call, 'setting');
  const path = pathFrom(call.io, file);
  if (!existsSync(path)) throw new Refused(`There is no file ${path}.`);
  const actor = await actorFor(call);
  const { draft, refusals } = await readCalendarFile(say, path, year);
  if (refusals.length > 0) {
    for (const { line, field, rule, message } of refusals)
      call.io.err(`line ${line}, ${field} (${rule}): ${message}\n`);
    return 1;
  }
  await withActor(await call.database(), actor, async (tx) => {
    const { named, settingId } = await keyOf(tx, actor, year, setting);
    const act = call.flag('dry-run') ? weighCalendar : keepCalendar;
    const { calendar, changes } = await act(tx, actor, say, { settingId, draft, seen: undefined });
    const tried = call.flag('dry-run') ? ' (a dry run: nothing was written)' : '';
    call.io.out(`Calendar ${named}: ${say('calendars.check.changes', { count: changes.length })}${tried}\n`);
    for (const change of changes) call.io.out(`  ${changeInWords(say, change)}\n`);
    for (const notice of calendarNotices(calendar)) call.io.err(`${noticeInWords(say, notice)}\n`);
  });
  return 0;
}
