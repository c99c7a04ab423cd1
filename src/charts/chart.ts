/** What a picture says, without how it looks: data in plain shapes. Null is not known, and never drawn as nothing. */

/** How numbers are written: as they are, or as a share of one in whole per cent. */
export type Unit = 'number' | 'share';

/** Numbers over an ordered axis, one line a series, with what they lie between where that is known. */
export type LineChart = {
  kind: 'line';
  /** What the axis is called, and its places in order. */
  axis: string;
  places: readonly string[];
  /** Four at most: more lines are not told apart. */
  series: readonly {
    name: string;
    values: readonly (number | null)[];
    band?: readonly ({ least: number; most: number } | null)[];
  }[];
  unit: Unit;
};

/** One number each, side by side. */
export type BarChart = {
  kind: 'bars';
  axis: string;
  measure: string;
  rows: readonly { name: string; value: number | null }[];
  unit: Unit;
};

/** One whole each, in parts that have an order. Four parts at most. */
export type StackedChart = {
  kind: 'stacked';
  axis: string;
  parts: readonly string[];
  rows: readonly { name: string; values: readonly number[] }[];
};

/** An estimate each, with the interval that it lies in. */
export type IntervalChart = {
  kind: 'intervals';
  axis: string;
  measure: string;
  rows: readonly { name: string; value: { value: number; least: number; most: number } | null }[];
  unit: Unit;
};

/** A number a day, in weeks from Monday on. */
export type HeatChart = {
  kind: 'heat';
  measure: string;
  days: readonly { date: string; value: number | null }[];
  unit: Unit;
};

/** How many went from what to what. */
export type FlowChart = {
  kind: 'flow';
  from: string;
  to: string;
  links: readonly { from: string; to: string; count: number }[];
};

/** Two numbers each. */
export type ScatterChart = {
  kind: 'scatter';
  across: string;
  up: string;
  points: readonly { name: string; across: number; up: number }[];
};

export type Chart = {
  /** In the address of its files: letters, digits and hyphens. */
  id: string;
  title: string;
} & (LineChart | BarChart | StackedChart | IntervalChart | HeatChart | FlowChart | ScatterChart);

/** More are not told apart by lightness, dash and place. */
export const MOST_SERIES = 4;

/** Whether there is anything to draw. */
export function isEmpty(chart: Chart): boolean {
  switch (chart.kind) {
    case 'line':
      return chart.series.every(({ values }) => values.every((value) => value === null));
    case 'bars':
    case 'intervals':
      return chart.rows.every(({ value }) => value === null);
    case 'stacked':
      return chart.rows.every(({ values }) => values.every((value) => value === 0));
    case 'heat':
      return chart.days.every(({ value }) => value === null);
    case 'flow':
      return chart.links.every(({ count }) => count === 0);
    case 'scatter':
      return chart.points.length === 0;
  }
}
