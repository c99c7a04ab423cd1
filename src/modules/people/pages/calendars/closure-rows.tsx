import { Fragment } from 'react';
import { AddAnother, Input, Select } from '#ui';
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
  const holidays = {
    name: 'do',
    value: 'holidays',
    formAction: `${href}#closures`,
    text: say('calendars.edit.holidays'),
  };
  return (
    <AddAnother
      id="closures"
      legend={say('calendars.edit.closures')}
      hint={say('calendars.edit.closures-hint')}
      className="wm-year-form__rows wm-year-form__closures"
      head={[say('calendars.edit.day'), say('calendars.edit.kind'), say('calendars.edit.called')]}
      removeHead={say('calendars.edit.remove')}
      rows={Array.from({ length: rows }, (_, index) => rowOf({ say, form, href, number: index + 1, bounds }))}
      add={{
        name: 'do',
        value: 'add',
        formAction: `${href}#closure-${rows + 1}-date`,
        text: say('calendars.edit.add'),
      }}
      more={mayAddHolidays ? [holidays] : []}
    />
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
  const cells = [
    <Fragment key="day">
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
    </Fragment>,
    <Fragment key="kind">
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
    </Fragment>,
    <Fragment key="called">
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
    </Fragment>,
  ];
  const remove = {
    name: 'do',
    value: `remove-${number}`,
    formAction: `${href}#closures`,
    text: say('calendars.edit.remove'),
    label: say('calendars.edit.remove-row', { row: number }),
  };
  return { cells, remove };
}
