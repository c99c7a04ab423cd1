import { Button, Checkboxes } from '#ui';
import type { FormState, Say } from '#web';
import { type CalendarDraft, calendarFaults, calendarOfDraft, openBankHolidays } from '../../rules/index.ts';
import { ClosureRows } from './closure-rows.tsx';
import { HalfTermRows } from './half-term-rows.tsx';

export type CalendarFormProps = {
  say: Say;
  /** Where the form is sent to. */
  href: string;
  form: FormState;
  /** How many rows of days without sessions the form has. */
  rows: number;
  draft: CalendarDraft;
};

/** The days of a year, to be typed. Every button sends the whole form, so that nothing typed is lost. */
export function CalendarForm({ say, href, form, rows, draft }: CalendarFormProps) {
  return (
    <form method="post" action={href} className="wm-year-form" noValidate data-live-form="">
      {/* Enter in any field presses the first button of a form: this one changes nothing. */}
      <button
        type="submit"
        name="do"
        value="show"
        className="govuk-visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
      >
        {say('calendars.edit.refresh')}
      </button>
      <input type="hidden" name="seen" value={form.value('seen')} />
      <Checkboxes
        name="weekdays"
        legend={say('calendars.edit.weekdays')}
        legendClassName="govuk-fieldset__legend--m"
        className="govuk-checkboxes--small wm-year-form__weekdays"
        errorMessage={form.problem('weekdays')}
        items={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
          name: `weekday-${day}`,
          value: 'yes',
          text: say(`ui.weekdays.${day}`),
          checked: form.value(`weekday-${day}`) !== '',
        }))}
      />
      <HalfTermRows say={say} form={form} draft={draft} />
      <ClosureRows
        say={say}
        form={form}
        rows={rows}
        href={href}
        draft={draft}
        mayAddHolidays={leavesSomeOpen(draft)}
      />
      <div className="govuk-button-group wm-year-form__end">
        <Button name="do" value="check">
          {say('calendars.edit.next')}
        </Button>
        <Button kind="secondary" name="do" value="show" formAction={`${href}#year`}>
          {say('calendars.edit.refresh')}
        </Button>
      </div>
    </form>
  );
}

function leavesSomeOpen(draft: CalendarDraft): boolean {
  return openBankHolidays(calendarOfDraft(draft)).length > 0 && calendarFaults(draft).length === 0;
}
