import { type Chart, ChartFigure, type Drawn } from '#charts';
import { addDays, plainDate } from '#dates';
import type { Say } from '#web';
import type { Specimen } from './specimen.tsx';

const monday = plainDate('2026-09-07');
const YEARS = ['Year 7', 'Year 8', 'Year 9', 'Year 10', 'Year 11'];

/** Every sort of picture, with gaps where there may be some, with one value and with none. */
export const kitCharts: readonly Chart[] = [
  {
    id: 'kit-line',
    title: 'Absence by half term, with its interval',
    kind: 'line',
    axis: 'Half term',
    places: ['Autumn 1', 'Autumn 2', 'Spring 1', 'Spring 2', 'Summer 1'],
    series: [
      {
        name: 'This year',
        values: [0.071, 0.082, null, 0.09, 0.086],
        band: [
          { least: 0.06, most: 0.082 },
          { least: 0.07, most: 0.094 },
          null,
          { least: 0.078, most: 0.102 },
          { least: 0.075, most: 0.097 },
        ],
      },
      { name: 'Last year', values: [0.064, 0.069, 0.075, 0.071, 0.066] },
    ],
    unit: 'share',
  },
  {
    id: 'kit-bars',
    title: 'Absence by year',
    kind: 'bars',
    axis: 'Year',
    measure: 'Absent',
    rows: YEARS.map((name, at) => ({ name, value: at === 2 ? null : 0.05 + at * 0.014 })),
    unit: 'share',
  },
  {
    id: 'kit-stacked',
    title: 'Level of help by year',
    kind: 'stacked',
    axis: 'Year',
    parts: ['Universal', 'Targeted', 'Intensive'],
    rows: YEARS.map((name, at) => ({ name, values: [150 - at * 6, 18 + at * 4, 4 + at] })),
  },
  {
    id: 'kit-intervals',
    title: 'Of a hundred, about how many',
    kind: 'intervals',
    axis: 'Points',
    measure: 'Not in education',
    rows: [
      { name: '0', value: { value: 0.02, least: 0.015, most: 0.026 } },
      { name: '1 to 2', value: { value: 0.05, least: 0.038, most: 0.066 } },
      { name: '3 to 5', value: null },
      { name: '6 or more', value: { value: 0.19, least: 0.12, most: 0.28 } },
    ],
    unit: 'share',
  },
  {
    id: 'kit-heat',
    title: 'Absence by day',
    kind: 'heat',
    measure: 'Absent',
    days: Array.from({ length: 7 * 12 }, (_, at) => addDays(monday, at))
      .map((date, at) => ({
        date,
        weekday: at % 7,
        value: (((at * 37) % 11) + (at % 7 === 4 ? 6 : 0)) / 100,
      }))
      .filter(({ weekday }) => weekday < 5)
      .map(({ date, value }, at) => ({ date, value: at >= 35 && at < 40 ? null : value })),
    unit: 'share',
  },
  {
    id: 'kit-flow',
    title: 'From what was meant to what became of it',
    kind: 'flow',
    from: 'Meant',
    to: 'Became',
    links: [
      { from: 'Sixth form', to: 'Sixth form', count: 62 },
      { from: 'Sixth form', to: 'College', count: 14 },
      { from: 'College', to: 'College', count: 48 },
      { from: 'College', to: 'Not known', count: 9 },
      { from: 'Apprenticeship', to: 'Apprenticeship', count: 11 },
      { from: 'Apprenticeship', to: 'NEET', count: 5 },
    ],
  },
  {
    id: 'kit-scatter',
    title: 'Absence and attainment of settings',
    kind: 'scatter',
    across: 'Absence, %',
    up: 'Attainment 8',
    points: Array.from({ length: 16 }, (_, at) => ({
      name: `Setting ${at + 1}`,
      across: 5 + ((at * 7) % 13),
      up: 52 - ((at * 5) % 17),
    })),
  },
  {
    id: 'kit-one',
    title: 'One value',
    kind: 'bars',
    axis: 'Year',
    measure: 'Absent',
    rows: [{ name: 'Year 9', value: 0.07 }],
    unit: 'share',
  },
  {
    id: 'kit-empty',
    title: 'Nothing known',
    kind: 'bars',
    axis: 'Year',
    measure: 'Absent',
    rows: [{ name: 'Year 9', value: null }],
    unit: 'share',
  },
];

export function chartsIn(drawn: readonly Drawn[], say: Say): readonly Specimen[] {
  return [
    {
      name: 'ChartFigure',
      states: drawn.map((each) => ({
        when: each.chart.kind,
        shown: <ChartFigure drawn={each} path="/library/kit" say={say} />,
      })),
    },
  ];
}
