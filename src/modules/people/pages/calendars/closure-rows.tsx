import { Button, Input, Select, Table } from '#ui';
import type { FormState, Say } from '#web';
import { type CalendarDraft, calendarBounds } from '../../rules/index.ts';
import { TypedDay } from './typed-day.tsx';

type Props = {
  say: Say;
  form: FormState;
  rows: number;
  href: string;
  draft: CalendarDraft;
  /** Whether some bank holiday in term is not in the list. */
  mayAddHolidays: boolean;
};

/** The days in term without sessions, one a row, and buttons to add and take out rows without a script. */
export function ClosureRows({ say, form, rows, href, draft, mayAddHolidays }: Props) {
  const bounds = calendarBounds(draft.academicYear);
  return (
    <fieldset className="govuk-fieldset govuk-form-group" id="closures" aria-describedby="closures-hint">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
        {say('calendars.edit.closures')}
      </legend>
      <p className="govuk-hint" id="closures-hint">
        {say('calendars.edit.closures-hint')}
      </p>
      <Table
        className="wm-year-form__rows wm-year-form__closures"
        head={[
          say('calendars.edit.day'),
          say('calendars.edit.kind'),
          say('calendars.edit.called'),
          { content: <span className="govuk-visually-hidden">{say('calendars.edit.remove')}</span> },
        ]}
        rows={Array.from({ length: rows }, (_, index) =>
          rowOf({ say, form, href, number: index + 1, bounds }),
        )}
      />
      <div className="govuk-button-group">
        <Button kind="secondary" name="do" value="add" formAction={`${href}#closure-${rows + 1}-date`}>
          {say('calendars.edit.add')}
        </Button>
        {mayAddHolidays && (
          <Button kind="secondary" name="do" value="holidays" formAction={`${href}#closures`}>
            {say('calendars.edit.holidays')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

type Row = Pick<Props, 'say' | 'form' | 'href'> & { number: number; bounds: { from: string; to: string } };

function rowOf({ say, form, href, number, bounds }: Row) {
  const field = (part: string) => `closure-${number}-${part}`;
  const onPhones = (what: string) => (
    <span className="wm-year-form__label" aria-hidden="true">
      {what}
    </span>
  );
  return [
    <>
      {onPhones(say('calendars.edit.day'))}
      <Input
        type="date"
        name={field('date')}
        label={say('calendars.edit.day-of', { row: number })}
        labelClassName="govuk-visually-hidden"
        value={form.value(field('date'))}
        errorMessage={form.problem(field('date'))}
        describedBy={`${field('date')}-says`}
        min={bounds.from}
        max={bounds.to}
      />
      <TypedDay say={say} field={field('date')} value={form.value(field('date'))} />
    </>,
    <>
      {onPhones(say('calendars.edit.kind'))}
      <Select
        name={field('kind')}
        label={say('calendars.edit.kind-of', { row: number })}
        labelClassName="govuk-visually-hidden"
        value={form.value(field('kind'))}
        items={[
          { value: 'inset', text: say('calendars.kinds.inset') },
          { value: 'bank_holiday', text: say('calendars.kinds.bank_holiday') },
          { value: 'closure', text: say('calendars.kinds.closure') },
        ]}
      />
    </>,
    <>
      {onPhones(say('calendars.edit.called'))}
      <Input
        name={field('label')}
        label={say('calendars.edit.called-of', { row: number })}
        labelClassName="govuk-visually-hidden"
        value={form.value(field('label'))}
        errorMessage={form.problem(field('label'))}
        autoComplete="off"
        maxLength={60}
      />
    </>,
    <button
      key="remove"
      type="submit"
      name="do"
      value={`remove-${number}`}
      formAction={`${href}#closures`}
      className="wm-year-form__remove"
    >
      <span aria-hidden="true">{say('calendars.edit.remove')}</span>
      <span className="govuk-visually-hidden">{say('calendars.edit.remove-row', { row: number })}</span>
    </button>,
  ];
}
