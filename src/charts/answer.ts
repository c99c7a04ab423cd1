import { type Ask, download, notFound, type Reply } from '#web';
import type { Chart } from './chart.ts';
import { tableWordsIn, weekdaysIn } from './chart-figure.tsx';
import { CHART_FORMATS, chartFile } from './files.ts';

/**
 * What a page with pictures answers when its address asks for the file of one: the same route, so that whoever may see
 * the picture may have it, and nobody else. Undefined when the address asks for the page itself.
 *
 * @example return (await chartAsked(ask, charts)) ?? page(<Page … />);
 */
export async function chartAsked(
  { query, say }: Pick<Ask, 'query' | 'say'>,
  charts: readonly Chart[],
): Promise<Reply | undefined> {
  if (query.chart === undefined) return undefined;
  const chart = charts.find(({ id }) => id === query.chart);
  const format = CHART_FORMATS.find((each) => each === query.as);
  if (!chart || !format) return notFound();
  return download(await chartFile(chart, format, { words: tableWordsIn(say), weekdays: weekdaysIn(say) }));
}
