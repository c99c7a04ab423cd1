import { academicYearName } from '#dates';
import { type Tx, withActor } from '#db';
import { type Ask, type CalendarWarning, notFound, page, type Reply, type Route, redirect } from '#web';
import { returnToOrganisation } from '../../actions/calendars/return-to-organisation.ts';
import { calendarHref } from '../../pages/calendars/address.ts';
import { ReturnPage } from '../../pages/calendars/return-page.tsx';
import { calendarChanges, closingDays } from '../../rules/index.ts';
import { heldOn, type Opened, openCalendar } from './opened.ts';

/** The way back to the organisation's calendar: what it means, and going it. */
export function returnRoutes(warnings: readonly CalendarWarning[]): Route[] {
  const path = '/calendars/:where/:year/return';
  return [
    {
      method: 'GET',
      path,
      permission: 'calendar.edit',
      handle: (ask) =>
        withActor(ask.db, ask.actor, async (tx) => {
          const opened = await openCalendar(tx, ask);
          return opened ? showReturn(tx, ask, opened, warnings) : notFound();
        }),
    },
    {
      method: 'POST',
      path,
      permission: 'calendar.edit',
      handle: (ask) =>
        withActor(ask.db, ask.actor, async (tx) => {
          const opened = await openCalendar(tx, ask);
          return opened ? goBack(tx, ask, opened, warnings) : notFound();
        }),
    },
  ];
}

async function showReturn(
  tx: Tx,
  { actor, frame }: Ask,
  opened: Opened,
  warnings: readonly CalendarWarning[],
  isOvertaken = false,
): Promise<Reply> {
  const { place, academicYear, mayEdit, standing, common, version } = opened;
  if (!mayEdit || place.settingId === null || !standing || !common) return notFound();
  const held = await heldOn(tx, actor, opened, closingDays(standing.calendar, common), warnings);
  return page(
    <ReturnPage
      frame={frame}
      place={place}
      academicYear={academicYear}
      changes={calendarChanges(standing.calendar, common)}
      held={held}
      seen={version}
      isOvertaken={isOvertaken}
    />,
    { status: isOvertaken ? 409 : 200 },
  );
}

async function goBack(
  tx: Tx,
  ask: Ask,
  opened: Opened,
  warnings: readonly CalendarWarning[],
): Promise<Reply> {
  const { actor, say, form } = ask;
  const { place, academicYear, mayEdit } = opened;
  if (!mayEdit || place.settingId === null) return notFound();
  const seen = [form.seen ?? ''].flat()[0] ?? '';
  const outcome = await returnToOrganisation(tx, actor, say, {
    settingId: place.settingId,
    academicYear,
    seen,
  });
  if (outcome === 'overtaken') return showReturn(tx, ask, opened, warnings, true);
  const year = academicYearName(academicYear);
  return redirect(calendarHref(place, academicYear), {
    kind: 'success',
    key: 'calendars.returned',
    values: { year },
  });
}
