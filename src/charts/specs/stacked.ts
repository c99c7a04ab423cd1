import type { StackedChart } from '../chart.ts';
import type { Theme } from '../theme.ts';

/** Wholes in parts, in the order of the parts, told apart by lightness and by a line of the ground between them. */
export function stackedSpec({ parts, rows }: StackedChart, theme: Theme) {
  const values = rows.flatMap(({ name, values }) =>
    parts.map((part, of) => ({ name, part, of, value: values[of] ?? 0 })),
  );
  return {
    data: { values },
    mark: { type: 'bar', stroke: theme.ground, strokeWidth: 1, height: { band: 0.7 } },
    encoding: {
      y: { field: 'name', type: 'nominal', sort: null, scale: { domain: rows.map(({ name }) => name) } },
      x: { field: 'value', type: 'quantitative', stack: 'zero', axis: { tickCount: 4, format: ',~r' } },
      order: { field: 'of' },
      color: { field: 'of', type: 'nominal', scale: { domain: [0, 1, 2, 3], range: [...theme.series] } },
    },
  };
}
