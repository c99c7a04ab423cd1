import { DateInput } from '#ui';
import type { FormState } from '#web';

/** A day in three boxes, as `dayOf` reads it. */
export function DayBoxes({ name, legend, form }: { name: string; legend: string; form: FormState }) {
  const part = (box: string) => form.value(`${name}-${box}`);
  return (
    <DateInput
      id={name}
      namePrefix={name}
      legend={legend}
      legendClassName="govuk-fieldset__legend--s"
      errorMessage={form.problem(name)}
      values={{ day: part('day'), month: part('month'), year: part('year') }}
    />
  );
}
