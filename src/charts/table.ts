import { britishDate, plainDate } from '#dates';
import type { Chart } from './chart.ts';
import { figure } from './figures.ts';

/** The figures behind a picture: what a table and a file of it hold. Empty is not known. */
export type ChartTable = { head: readonly string[]; rows: readonly (readonly string[])[] };

/** The words that tables need and the data does not bring. */
export type TableWords = { least: string; most: string; count: string; date: string; name: string };

/**
 * Every figure of a picture, a row for each place, written as people read it, or with `exact` as numbers for a spreadsheet.
 *
 * @example tableOf(chart, words).rows[0] // ['Year 9', '7%']
 */
export function tableOf(chart: Chart, words: TableWords, exact = false): ChartTable {
  const said = (value: number | null | undefined, unit: 'number' | 'share' = 'number') => {
    if (value === null || value === undefined) return '';
    return exact ? String(value) : figure(value, unit);
  };
  switch (chart.kind) {
    case 'line': {
      const heads = chart.series.flatMap(({ name, band }) =>
        band ? [name, `${name}, ${words.least}`, `${name}, ${words.most}`] : [name],
      );
      const rows = chart.places.map((place, at) => [
        place,
        ...chart.series.flatMap(({ values, band }) => [
          said(values[at], chart.unit),
          ...(band ? [said(band[at]?.least, chart.unit), said(band[at]?.most, chart.unit)] : []),
        ]),
      ]);
      return { head: [chart.axis, ...heads], rows };
    }
    case 'bars':
      return {
        head: [chart.axis, chart.measure],
        rows: chart.rows.map(({ name, value }) => [name, said(value, chart.unit)]),
      };
    case 'stacked':
      return {
        head: [chart.axis, ...chart.parts],
        rows: chart.rows.map(({ name, values }) => [name, ...values.map((value) => said(value))]),
      };
    case 'intervals':
      return {
        head: [chart.axis, chart.measure, words.least, words.most],
        rows: chart.rows.map(({ name, value }) => [
          name,
          said(value?.value, chart.unit),
          said(value?.least, chart.unit),
          said(value?.most, chart.unit),
        ]),
      };
    case 'heat':
      return {
        head: [words.date, chart.measure],
        rows: chart.days.map(({ date, value }) => [
          exact ? date : britishDate(plainDate(date)),
          said(value, chart.unit),
        ]),
      };
    case 'flow':
      return {
        head: [chart.from, chart.to, words.count],
        rows: chart.links.map(({ from, to, count }) => [from, to, said(count)]),
      };
    case 'scatter':
      return {
        head: [words.name, chart.across, chart.up],
        rows: chart.points.map(({ name, across, up }) => [name, said(across), said(up)]),
      };
  }
}
