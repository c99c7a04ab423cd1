import { DateInput, type DateInputProps } from '#ui';
import type { FormState } from './forms.tsx';

type Props = Pick<DateInputProps, 'legend' | 'hint' | 'legendClassName'> & { name: string; form: FormState };

/**
 * A day in three boxes as a form holds it, which `withDays` makes one of.
 *
 * @example <DayBoxes name="until" form={form} legend={say('named.until')} hint={say('named.until-hint')} />
 */
export function DayBoxes({ name, form, ...words }: Props) {
  const part = (box: string) => form.value(`${name}-${box}`);
  return (
    <DateInput
      id={name}
      namePrefix={name}
      {...words}
      errorMessage={form.problem(name)}
      values={{ day: part('day'), month: part('month'), year: part('year') }}
    />
  );
}
