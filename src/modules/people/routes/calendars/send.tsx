import { academicYearName } from '#dates';
import { type Tx, withActor } from '#db';
import type { Problem } from '#outcome';
import { type Ask, type CalendarWarning, notFound, page, type Reply, redirect } from '#web';
import { keepCalendar } from '../../actions/calendars/keep-calendar.ts';
import { problemsOf, type Weighed, weighCalendar } from '../../actions/calendars/weigh-calendar.ts';
import { calendarHref } from '../../pages/calendars/address.ts';
import { CheckPage } from '../../pages/calendars/check-page.tsx';
import {
  type ReadForm,
  readTyped,
  type Typed,
  withBankHolidays,
  withoutRow,
  withSpareRow,
} from '../../pages/calendars/typed.ts';
import { followersOf } from '../../queries/calendars/index.ts';
import { closingDays } from '../../rules/index.ts';
import { editReply } from './edit-reply.tsx';
import { heldOn, type Opened, openCalendar } from './opened.ts';

/**
 * `POST /calendars/:where/:year`: what the button `do` says. Only `keep` writes; `check` shows what it would mean; the
 * others show the form again with everything that was typed and a row more or less.
 */
export function sendCalendar(warnings: readonly CalendarWarning[]) {
  return (ask: Ask): Promise<Reply> =>
    withActor(ask.db, ask.actor, async (tx) => {
      const opened = await openCalendar(tx, ask);
      if (!opened?.mayEdit) return notFound();
      const button = [ask.form.do ?? ''].flat()[0] ?? '';
      const read = readTyped(ask.say, opened.academicYear, withoutTakenOut(ask.form, button));
      if (button === 'check' || button === 'keep') return weighed(tx, ask, opened, read, button, warnings);
      return editReply(tx, ask, opened, pressed(button, read));
    });
}

/** The row goes by the number it was shown with, before empty rows are left out and the others numbered again. */
function withoutTakenOut(form: Ask['form'], button: string): Ask['form'] {
  const row = /^remove-(\d{1,3})$/.exec(button)?.[1];
  return row === undefined ? form : withoutRow(form, row);
}

/** What the buttons make of the form that change only the form. */
function pressed(button: string, { typed, draft }: ReadForm): Typed {
  if (button === 'add') return withSpareRow(typed);
  if (button === 'holidays') return withBankHolidays(typed, draft);
  return typed;
}

async function weighed(
  tx: Tx,
  ask: Ask,
  opened: Opened,
  { typed, draft, problems: unread, seen }: ReadForm,
  button: 'check' | 'keep',
  warnings: readonly CalendarWarning[],
): Promise<Reply> {
  const { actor, say } = ask;
  const { place, academicYear } = opened;
  const problems = inOrder(unread, problemsOf(say, draft));
  if (problems.length > 0) return editReply(tx, ask, opened, typed, { problems });
  const wish = { settingId: place.settingId, draft, seen };
  const result =
    button === 'keep' ? await keepCalendar(tx, actor, say, wish) : await weighCalendar(tx, actor, say, wish);
  const href = calendarHref(place, academicYear);
  const year = academicYearName(academicYear);
  if (result.changes.length === 0) return redirect(href, { kind: 'note', key: 'calendars.same' });
  if (result.isOvertaken) return overtaken(tx, ask, opened, typed, result);
  if (button === 'keep') return redirect(href, { kind: 'success', key: 'calendars.kept', values: { year } });
  return checkReply(tx, ask, opened, typed, result, warnings);
}

/** The form again, with the version that stands now: sent once more, it is meant. */
function overtaken(
  tx: Tx,
  ask: Ask,
  opened: Opened,
  typed: Typed,
  { since, changes, version }: Weighed,
): Promise<Reply> {
  return editReply(tx, ask, opened, { ...typed, seen: version }, { overtaken: { since, changes } });
}

async function checkReply(
  tx: Tx,
  { actor, frame }: Ask,
  opened: Opened,
  typed: Typed,
  { calendar, standing }: Weighed,
  warnings: readonly CalendarWarning[],
): Promise<Reply> {
  const { place, academicYear, common } = opened;
  const holds = standing?.calendar ?? common;
  const held = await heldOn(tx, actor, opened, closingDays(holds, calendar), warnings);
  const followers =
    place.settingId === null ? (await followersOf(tx, actor.tenantId, academicYear)).length : null;
  return page(
    <CheckPage
      frame={frame}
      place={place}
      calendar={calendar}
      before={holds && { calendar: holds, isOwn: standing !== undefined }}
      followers={followers}
      held={held}
      typed={typed}
    />,
  );
}

/** What could not be read stands instead of what is therefore missing. */
function inOrder(unread: readonly Problem[], faults: readonly Problem[]): Problem[] {
  const known = new Map(unread.map((problem) => [problem.field, problem]));
  const merged = faults.map((fault) => known.get(fault.field) ?? fault);
  return [...merged, ...unread.filter(({ field }) => !faults.some((fault) => fault.field === field))];
}
