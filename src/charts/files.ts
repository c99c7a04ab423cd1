import { csvLine } from '#files';
import type { Download } from '#web';
import type { Chart } from './chart.ts';
import { drawChart } from './draw.ts';
import { type TableWords, tableOf } from './table.ts';
import { onPaper } from './theme.ts';

export const CHART_FORMATS = ['svg', 'png', 'csv'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

const WIDTH = 800;
/** Twice as many dots as units: sharp on paper. */
const DOTS = 2;

/**
 * A picture, or the figures behind it, as a file that stands alone: SVG and PNG on white, CSV with numbers as they are.
 * Text in a PNG is set in what fonts the machine has.
 *
 * @example download(await chartFile(chart, 'csv', { words, weekdays }))
 */
export async function chartFile(
  chart: Chart,
  format: ChartFormat,
  { words, weekdays }: { words: TableWords; weekdays: readonly string[] },
): Promise<Download> {
  const name = `${chart.id}.${format}`;
  if (format === 'csv') {
    const { head, rows } = tableOf(chart, words, true);
    const lines = [head, ...rows].map((cells) => csvLine([...cells]));
    return { name, type: 'text/csv; charset=utf-8', body: `\uFEFF${lines.join('')}` };
  }
  const svg =
    (await drawChart(chart, onPaper, { width: WIDTH, weekdays })) ??
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="40"/>`;
  if (format === 'svg') return { name, type: 'image/svg+xml', body: svg };
  const { Resvg } = await import('@resvg/resvg-js');
  const png = new Resvg(svg, {
    background: onPaper.ground,
    fitTo: { mode: 'zoom', value: DOTS },
    font: { loadSystemFonts: true },
  }).render();
  return { name, type: 'image/png', body: png.asPng() };
}
