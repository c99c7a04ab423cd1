/** Small pieces of Markdown. */

/** What only the controller can say. Counted, so that nobody signs a paper with one left. */
export const GAP = '**To fill in:**';

export const gap = (what: string): string => `${GAP} ${what}`;

export const list = (items: readonly string[]): string =>
  items.length === 0 ? '- nothing' : items.map((item) => `- ${item}`).join('\n');

/** @example table(['Role', 'How many'], [['Tutor', '3']]) */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** How many things are left to fill in. */
export const gapsIn = (paper: string): number => paper.split(GAP).length - 1;
