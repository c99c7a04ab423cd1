import { Input, Table } from '#ui';
import type { FormState, Say } from '#web';
import {
  type CalendarDraft,
  calendarBounds,
  calendarFaults,
  calendarOfDraft,
  sumCalendar,
} from '../../rules/index.ts';
import { TypedDay } from './typed-day.tsx';

/** The six half terms with their first and last days, and how many school days that makes. */
export function HalfTermRows({ say, form, draft }: { say: Say; form: FormState; draft: CalendarDraft }) {
  const { from: min, to: max } = calendarBounds(draft.academicYear);
  const stands = calendarFaults(draft).length === 0;
  const sums = stands ? sumCalendar(calendarOfDraft(draft)).halfTerms : [];
  return (
    <fieldset className="govuk-fieldset govuk-form-group">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
        {say('calendars.edit.half-terms')}
      </legend>
      <Table
        className="wm-year-form__rows"
        firstCellIsHeader
        head={[
          say('calendars.edit.half-term'),
          say('calendars.edit.first'),
          say('calendars.edit.last'),
          { content: say('calendars.edit.days'), className: 'wm-year-form__days' },
        ]}
        rows={draft.halfTerms.map(({ term, half }) => {
          const name = say(`calendars.halves.${term}-${half}`);
          const day = (end: 'from' | 'to') => {
            const field = `${term}-${half}-${end}`;
            const which = end === 'from' ? 'first' : 'last';
            return (
              <>
                <span className="wm-year-form__label" aria-hidden="true">
                  {say(`calendars.edit.${which}`)}
                </span>
                <Input
                  type="date"
                  name={field}
                  label={say(`calendars.edit.${which}-of`, { half: name })}
                  labelClassName="govuk-visually-hidden"
                  value={form.value(field)}
                  errorMessage={form.problem(field)}
                  describedBy={`${field}-says`}
                  min={min}
                  max={max}
                />
                <TypedDay say={say} field={field} value={form.value(field)} />
              </>
            );
          };
          const sum = sums.find((each) => each.term === term && each.half === half);
          return [
            name,
            day('from'),
            day('to'),
            {
              className: 'wm-year-form__days',
              content: (
                <span id={`${term}-${half}-days`} data-live="">
                  {sum ? say('calendars.edit.day-count', { count: sum.days }) : ''}
                </span>
              ),
            },
          ];
        })}
      />
    </fieldset>
  );
}
