import type { ScatterChart } from '../chart.ts';
import type { Theme } from '../theme.ts';

/** Open rings, so that two in one place are seen to be two. */
export function scatterSpec({ points, across, up }: ScatterChart, theme: Theme) {
  const axis = (title: string) => ({
    title,
    titleColor: theme.soft,
    titleFontWeight: 'normal',
    titleFontSize: 13,
    tickCount: 5,
  });
  return {
    data: { values: points.map((point) => ({ ...point })) },
    mark: { type: 'point', stroke: theme.series[0], strokeWidth: 2, size: 50, opacity: 1 },
    encoding: {
      x: { field: 'across', type: 'quantitative', scale: { zero: false, nice: true }, axis: axis(across) },
      y: { field: 'up', type: 'quantitative', scale: { zero: false, nice: true }, axis: axis(up) },
    },
  };
}
