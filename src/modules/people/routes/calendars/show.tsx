import { type Tx, withActor } from '#db';
import { type Ask, notFound, page, type Reply } from '#web';
import { BEGINNINGS, type Beginning, isBeginning } from '../../pages/calendars/address.ts';
import { LookPage } from '../../pages/calendars/look-page.tsx';
import { typedFrom } from '../../pages/calendars/typed.ts';
import { standingCalendar } from '../../queries/calendars/index.ts';
import { type Calendar, draftOf, nextYear, proposeCalendar } from '../../rules/index.ts';
import { editReply } from './edit-reply.tsx';
import { type Opened, openCalendar } from './opened.ts';

/**
 * `GET /calendars/:where/:year`: the form for whoever may change the calendar, otherwise the calendar that holds there.
 * With `?from=` the form of a new one, filled in with what it begins with; nothing is kept by that.
 */
export async function showCalendar(ask: Ask): Promise<Reply> {
  return withActor(ask.db, ask.actor, async (tx) => {
    const opened = await openCalendar(tx, ask);
    if (!opened) return notFound();
    const { mayEdit, standing, common, version } = opened;
    if (mayEdit && standing)
      return editReply(tx, ask, opened, typedFrom(draftOf(standing.calendar), version));
    const begins = mayEdit ? await beginningsOf(tx, ask, opened) : new Map<Beginning, Calendar>();
    const from = [ask.query.from].flat()[0];
    const begun = isBeginning(from) ? begins.get(from) : undefined;
    if (isBeginning(from) && begun)
      return editReply(tx, ask, opened, typedFrom(draftOf(begun), version), { begun: from });
    return page(
      <LookPage
        frame={ask.frame}
        place={opened.place}
        academicYear={opened.academicYear}
        holds={standing?.calendar ?? common}
        isOwn={standing !== undefined}
        kept={opened.kept}
        beginnings={BEGINNINGS.filter((each) => begins.has(each))}
      />,
    );
  });
}

/** What a calendar that is not there yet can begin with. */
async function beginningsOf(
  tx: Tx,
  { actor: { tenantId } }: Ask,
  { place: { settingId }, academicYear, common }: Opened,
): Promise<ReadonlyMap<Beginning, Calendar>> {
  const before = await standingCalendar(tx, tenantId, { settingId, academicYear: academicYear - 1 });
  const found = new Map<Beginning, Calendar>([['proposal', proposeCalendar(academicYear)]]);
  if (settingId !== null && common) found.set('organisation', common);
  if (before) found.set('last-year', nextYear(before.calendar));
  return found;
}
