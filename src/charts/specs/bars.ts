import type { BarChart } from '../chart.ts';
import { axisFormat, figure } from '../figures.ts';
import type { Theme } from '../theme.ts';

/** Bars from nought, each with its figure at its end; what is not known has no bar. */
export function barSpec({ rows, unit }: BarChart, theme: Theme) {
  const values = rows.flatMap(({ name, value }) =>
    value === null ? [] : [{ name, value, says: figure(value, unit) }],
  );
  const y = { field: 'name', type: 'nominal', sort: null, scale: { domain: rows.map(({ name }) => name) } };
  const x = {
    field: 'value',
    type: 'quantitative',
    scale: { zero: true },
    axis: { format: axisFormat(unit), tickCount: 4 },
  };
  return {
    data: { values },
    layer: [
      { mark: { type: 'bar', color: theme.series[0], height: { band: 0.7 } }, encoding: { x, y } },
      {
        mark: { type: 'text', align: 'left', dx: 5 },
        encoding: { x, y, text: { field: 'says' } },
      },
    ],
  };
}
