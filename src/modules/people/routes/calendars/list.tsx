import { academicYear } from '#dates';
import { withActor } from '#db';
import { type Ask, page, type Reply } from '#web';
import { mayEditCalendar } from '../../actions/calendars/weigh-calendar.ts';
import { ListPage } from '../../pages/calendars/list-page.tsx';
import { organisationCalendars, settingYears } from '../../queries/calendars/index.ts';
import { yearIn } from './opened.ts';

const MOST = 100;

/** `GET /calendars`: the organisation's calendars, and the settings with or without their own in one year. */
export async function listCalendars({ db, actor, frame, query }: Ask): Promise<Reply> {
  const thisYear = academicYear(actor.today);
  const year = yearIn([query.year].flat()[0]) ?? thisYear;
  const name = ([query.name].flat()[0] ?? '').trim().slice(0, 100);
  return withActor(db, actor, async (tx) => {
    const organisations = await organisationCalendars(tx, actor.tenantId);
    const found = await settingYears(tx, actor, { academicYear: year, name, limit: MOST });
    return page(
      <ListPage
        frame={frame}
        organisations={organisations}
        {...found}
        asked={{ academicYear: year, name }}
        thisYear={thisYear}
        mayEdit={mayEditCalendar(actor, null)}
      />,
    );
  });
}
