import type { IntervalChart } from '../chart.ts';
import { axisFormat } from '../figures.ts';
import type { Theme } from '../theme.ts';

/** A dot for each estimate and a line for what it lies between. */
export function intervalSpec({ rows, unit }: IntervalChart, theme: Theme) {
  const values = rows.flatMap(({ name, value }) => (value === null ? [] : [{ name, ...value }]));
  const y = { field: 'name', type: 'nominal', sort: null, scale: { domain: rows.map(({ name }) => name) } };
  const axis = { format: axisFormat(unit), tickCount: 4 };
  return {
    data: { values },
    layer: [
      {
        mark: { type: 'rule', color: theme.ink, strokeWidth: 2 },
        encoding: {
          y,
          x: { field: 'least', type: 'quantitative', scale: { zero: unit === 'share' }, axis },
          x2: { field: 'most' },
        },
      },
      {
        mark: { type: 'circle', size: 90, color: theme.series[0], opacity: 1 },
        encoding: { y, x: { field: 'value', type: 'quantitative' } },
      },
    ],
  };
}
