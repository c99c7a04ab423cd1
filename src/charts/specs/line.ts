import type { LineChart } from '../chart.ts';
import { axisFormat, figure } from '../figures.ts';
import type { Theme } from '../theme.ts';
import { namesAtEnds } from './names-at-ends.ts';

/** Whole, dashed, dotted, dash and dot: told apart without colour. */
const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3]];

/** Lines with their bands; a gap where nothing is known, each line named at its end. */
export function lineSpec({ places, series, unit }: LineChart, theme: Theme) {
  const values = series.flatMap(({ name, values, band }, of) =>
    places.map((place, at) => ({
      place,
      at,
      of,
      name,
      value: values[at] ?? null,
      least: band?.[at]?.least ?? null,
      most: band?.[at]?.most ?? null,
    })),
  );
  const x = {
    field: 'place',
    type: 'ordinal',
    sort: [...places],
    scale: { type: 'point' },
    axis: { labelAngle: 0, labelOverlap: 'greedy', grid: false },
  };
  const color = scaleOf(theme);
  const y = { field: 'value', type: 'quantitative', axis: { format: axisFormat(unit), tickCount: 4 } };
  const ends = namesAtEnds(series, places).map((end) => ({
    ...end,
    says: `${end.name} ${figure(end.value, unit)}`,
  }));
  return {
    data: { values },
    layer: [
      {
        mark: { type: 'area', opacity: 0.2, invalid: 'break-paths-show-domains' },
        encoding: { x, y: { ...y, field: 'least' }, y2: { field: 'most' }, color },
      },
      {
        mark: {
          type: 'line',
          strokeWidth: 2.5,
          strokeCap: 'round',
          strokeJoin: 'round',
          invalid: 'break-paths-show-domains',
        },
        encoding: {
          x,
          y,
          color,
          strokeDash: { field: 'of', type: 'nominal', scale: { domain: [0, 1, 2, 3], range: DASHES } },
        },
      },
      {
        transform: [{ filter: 'datum.value !== null' }],
        mark: { type: 'circle', size: 30, opacity: 1 },
        encoding: { x, y, color },
      },
      {
        data: { values: ends },
        mark: { type: 'text', align: 'right', dy: -10 },
        encoding: { x, y, text: { field: 'says' } },
      },
    ],
  };
}

function scaleOf({ series }: Theme) {
  return { field: 'of', type: 'nominal', scale: { domain: [0, 1, 2, 3], range: [...series] } };
}
