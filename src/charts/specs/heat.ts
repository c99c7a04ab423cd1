import { addDays, plainDate, weekday } from '#dates';
import type { HeatChart } from '../chart.ts';
import type { Theme } from '../theme.ts';

/** Weeks across and weekdays down; a day of which nothing is known is an empty cell with a border. */
export function heatSpec({ days }: HeatChart, theme: Theme, weekdays: readonly string[]) {
  const known = days.flatMap(({ value }) => (value === null ? [] : [value]));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const step = (value: number) =>
    most === least ? 1 : Math.min(3, Math.floor(((value - least) / (most - least)) * 4));
  const values = days.map(({ date, value }) => {
    const day = plainDate(date);
    return {
      week: addDays(day, 1 - weekday(day)),
      weekday: weekdays[weekday(day) - 1] ?? '',
      step: value === null ? -1 : step(value),
    };
  });
  return {
    data: { values },
    mark: { type: 'rect', stroke: theme.soft, strokeWidth: 0.7, cornerRadius: 2 },
    encoding: {
      x: {
        field: 'week',
        type: 'ordinal',
        axis: {
          labelAngle: 0,
          labelOverlap: 'greedy',
          labelExpr: 'slice(datum.value, 8) + "/" + slice(datum.value, 5, 7)',
        },
        scale: { paddingInner: 0.1 },
      },
      y: {
        field: 'weekday',
        type: 'ordinal',
        sort: [...weekdays],
        scale: {
          paddingInner: 0.1,
          domain: weekdays.slice(0, Math.max(5, ...days.map(({ date }) => weekday(plainDate(date))))),
        },
      },
      color: {
        field: 'step',
        type: 'nominal',
        scale: { domain: [-1, 0, 1, 2, 3], range: ['transparent', ...theme.heat] },
      },
    },
  };
}
