/** A form with a date for `from` and for `until`, from three boxes each: empty where all three are, and no date where they come to none. */
export function withDays<Asked extends { form: Record<string, string | string[]> }>(ask: Asked): Asked {
  const joined = (which: string) => {
    const boxes = ['year', 'month', 'day'].map((box) => String(ask.form[`${which}-${box}`] ?? '').trim());
    if (boxes.every((box) => box === '')) return '';
    const [year = '', month = '', date = ''] = boxes;
    return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  };
  return { ...ask, form: { ...ask.form, from: joined('from'), until: joined('until') } };
}
