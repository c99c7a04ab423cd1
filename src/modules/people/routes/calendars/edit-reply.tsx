import type { Tx } from '#db';
import type { Problem } from '#outcome';
import { type Ask, newForm, page, type Reply } from '#web';
import { problemsOf } from '../../actions/calendars/weigh-calendar.ts';
import type { Beginning } from '../../pages/calendars/address.ts';
import { EditPage, type EditPageProps } from '../../pages/calendars/edit-page.tsx';
import { readTyped, rowsIn, type Typed } from '../../pages/calendars/typed.ts';
import { followersOf, standingCalendar } from '../../queries/calendars/index.ts';
import type { Opened } from './opened.ts';

type Said = {
  /** What the form began with, while nothing is kept. */
  begun?: Beginning;
  /** What is wrong with what was sent: shown first and at its fields, with 422. */
  problems?: readonly Problem[];
  overtaken?: EditPageProps['overtaken'];
};

/** The form of a calendar, as it was typed. */
export async function editReply(
  tx: Tx,
  { actor: { tenantId }, frame }: Ask,
  opened: Opened,
  typed: Typed,
  { begun, problems = [], overtaken }: Said = {},
): Promise<Reply> {
  const { place, academicYear, standing, kept, common } = opened;
  const { settingId } = place;
  const { draft, problems: unread } = readTyped(frame.say, academicYear, typed);
  const following = await standingCalendar(tx, tenantId, { settingId, academicYear: academicYear + 1 });
  const status = problems.length > 0 ? 422 : overtaken ? 409 : 200;
  return page(
    <EditPage
      frame={frame}
      place={place}
      form={newForm(typed, problems)}
      rows={rowsIn(typed).length}
      draft={draft}
      faults={[...unread, ...problemsOf(frame.say, draft)]}
      begun={begun}
      kept={kept}
      followers={settingId === null ? (await followersOf(tx, tenantId, academicYear)).length : null}
      hasNextYear={following !== undefined}
      mayReturn={settingId !== null && standing !== undefined && common !== undefined}
      overtaken={overtaken}
    />,
    { status },
  );
}
