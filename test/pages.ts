/** What tests read of a page, and how they fill a form. */

/** The words of a page, without its marks. @example textOf('<p>Kept <b>it</b></p>') // ' Kept it ' */
export function textOf(body: string): string {
  return body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** A day in the three boxes of a form. @example dayBoxes('due', '2026-11-27') // { 'due-year': '2026', … } */
export function dayBoxes(name: string, date: string): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: day };
}
