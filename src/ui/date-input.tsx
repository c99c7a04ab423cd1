import { use } from 'react';
import { ChoiceGroup } from './choice-group.tsx';
import { type ChoiceProps, classes, isShown } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

type Part = 'day' | 'month' | 'year';

export type DateInputProps = Omit<ChoiceProps, 'name' | 'idPrefix'> & {
  id: string;
  /** Field names become `born-day`, `born-month`, `born-year`. */
  namePrefix?: string | undefined;
  /** What was typed, also when it is not a date. */
  values?: { [part in Part]?: string | number | undefined } | undefined;
  /** Which boxes are wrong; all three when there is an error and none is named. */
  wrong?: readonly Part[] | undefined;
  /** Which boxes are asked, in order. */
  parts?: readonly Part[] | undefined;
  /** A date that the browser may know, such as `bday`. */
  autoComplete?: string | undefined;
};

/**
 * A date people know or have on paper, in three boxes. The fields are `<namePrefix>-day` and so on.
 *
 * @example <DateInput id="born" namePrefix="born" legend="Date of birth" values={{ day: 27, month: 3, year: 2011 }} />
 */
export function DateInput(props: DateInputProps) {
  const {
    id,
    namePrefix,
    values = {},
    wrong,
    parts = ['day', 'month', 'year'],
    className,
    autoComplete,
    ...group
  } = props;
  const words = use(UiWordsContext);
  const isWrong = (part: Part) => (wrong?.length ? wrong.includes(part) : isShown(group.errorMessage));
  return (
    <ChoiceGroup id={id} role="group" {...group}>
      <div className={classes('govuk-date-input', className)} id={id}>
        {parts.map((part) => (
          <div key={part} className="govuk-date-input__item">
            <div className="govuk-form-group">
              <label className="govuk-label govuk-date-input__label" htmlFor={`${id}-${part}`}>
                {words[part]}
              </label>
              <input
                className={classes(
                  'govuk-input govuk-date-input__input',
                  isWrong(part) && 'govuk-input--error',
                  part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
                )}
                id={`${id}-${part}`}
                name={namePrefix ? `${namePrefix}-${part}` : part}
                type="text"
                inputMode="numeric"
                autoComplete={autoComplete && `${autoComplete}-${part}`}
                defaultValue={values[part]}
              />
            </div>
          </div>
        ))}
      </div>
    </ChoiceGroup>
  );
}
