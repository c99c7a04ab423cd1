type Form = Record<string, string | string[]>;

/** The form with dates from three boxes each: empty where all three are, and no date where they come to none. */
export function withDays<Asked extends { form: Form }>(ask: Asked, ...names: readonly string[]): Asked {
  const joined = names.map((name) => [name, dayOf(ask.form, name)] as const);
  return { ...ask, form: { ...ask.form, ...Object.fromEntries(joined) } };
}

function dayOf(form: Form, name: string): string {
  const boxes = ['year', 'month', 'day'].map((box) => String(form[`${name}-${box}`] ?? '').trim());
  if (boxes.every((box) => box === '')) return '';
  const [year = '', month = '', date = ''] = boxes;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
