import { type Chart, isEmpty, MOST_SERIES } from './chart.ts';
import { flowSvg } from './flow.ts';
import { barSpec } from './specs/bars.ts';
import { heatSpec } from './specs/heat.ts';
import { intervalSpec } from './specs/intervals.ts';
import { lineSpec } from './specs/line.ts';
import { scatterSpec } from './specs/scatter.ts';
import { stackedSpec } from './specs/stacked.ts';
import { configOf, type Theme } from './theme.ts';

const ROW = 30;
const LOW = 200;

/** So much is taken away by names and numbers at the sides; the rest is left to the picture. */
const SIDES = 24;

/**
 * A picture as SVG, without script or inline style, in the colours of a theme. Nothing when there is nothing to draw.
 * Refuses more series or parts than can be told apart.
 *
 * @param weekdays Monday to Sunday, short, for the rows of a heat calendar
 * @example await drawChart(chart, onPaper, { width: 640, weekdays }) // '<svg …'
 */
export async function drawChart(
  chart: Chart,
  theme: Theme,
  { width, weekdays }: { width: number; weekdays: readonly string[] },
): Promise<string | undefined> {
  const many =
    chart.kind === 'line' ? chart.series.length : chart.kind === 'stacked' ? chart.parts.length : 0;
  if (many > MOST_SERIES)
    throw new RangeError(`${chart.id} has ${many} series; more than ${MOST_SERIES} are not told apart.`);
  if (isEmpty(chart)) return undefined;
  const height = heightOf(chart);
  if (chart.kind === 'flow') return flowSvg(chart, theme, { width, height });
  // Looked for only when a picture is drawn: they are large, and most pages have none.
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const spec = {
    width: width - SIDES,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 4,
    config: configOf(theme),
    ...specOf(chart, theme, weekdays),
  };
  const runtime = vega.parse(compile(spec as never).spec);
  const view = new vega.View(runtime, { renderer: 'none', logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

function specOf(chart: Exclude<Chart, { kind: 'flow' }>, theme: Theme, weekdays: readonly string[]) {
  switch (chart.kind) {
    case 'line':
      return lineSpec(chart, theme);
    case 'bars':
      return barSpec(chart, theme);
    case 'stacked':
      return stackedSpec(chart, theme);
    case 'intervals':
      return intervalSpec(chart, theme);
    case 'heat':
      return heatSpec(chart, theme, weekdays);
    case 'scatter':
      return scatterSpec(chart, theme);
  }
}

function heightOf(chart: Chart): number {
  if (chart.kind === 'bars' || chart.kind === 'stacked' || chart.kind === 'intervals')
    return chart.rows.length * ROW + 40;
  return chart.kind === 'heat' ? 190 : LOW + 40;
}
