import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '#web';
import { chartAsked } from './answer.ts';
import type { Chart } from './chart.ts';
import { ChartFigure, drawForPage, tableWordsIn, weekdaysIn } from './chart-figure.tsx';
import { drawChart } from './draw.ts';
import { chartFile } from './files.ts';
import { summaryOf } from './summary.ts';
import { tableOf } from './table.ts';
import { onPage, onPaper } from './theme.ts';

const say = wordsFor('en');
const words = tableWordsIn(say);
const weekdays = weekdaysIn(say);
const hostile = '<script>alert("&")</script>';

const line: Chart = {
  id: 'line',
  title: 'Absence',
  kind: 'line',
  axis: 'Term',
  places: ['Autumn', 'Spring', 'Summer'],
  series: [
    {
      name: 'Now',
      values: [0.05, null, 0.08],
      band: [{ least: 0.04, most: 0.06 }, null, { least: 0.07, most: 0.09 }],
    },
    { name: hostile, values: [null, null, null] },
  ],
  unit: 'share',
};
const bars: Chart = {
  id: 'bars',
  title: 'Absence by year',
  kind: 'bars',
  axis: 'Year',
  measure: 'Absent',
  rows: [
    { name: hostile, value: 0.12 },
    { name: 'Year 8', value: null },
    { name: '=1+1', value: 0.05 },
  ],
  unit: 'share',
};
const stacked: Chart = {
  id: 'stacked',
  title: 'Help',
  kind: 'stacked',
  axis: 'Year',
  parts: ['None', 'Some'],
  rows: [{ name: 'Year 7', values: [1200, 34] }],
};
const intervals: Chart = {
  id: 'intervals',
  title: 'Of a hundred',
  kind: 'intervals',
  axis: 'Points',
  measure: 'NEET',
  rows: [
    { name: '0', value: { value: 0.02, least: 0.01, most: 0.03 } },
    { name: '1', value: null },
  ],
  unit: 'share',
};
const heat: Chart = {
  id: 'heat',
  title: 'Days',
  kind: 'heat',
  measure: 'Absent',
  days: [
    { date: '2026-09-07', value: 0.1 },
    { date: '2026-09-08', value: null },
    { date: '2026-09-11', value: 0.3 },
  ],
  unit: 'share',
};
const flow: Chart = {
  id: 'flow',
  title: 'Flow',
  kind: 'flow',
  from: 'Meant',
  to: 'Became',
  links: [
    { from: 'College', to: 'College', count: 4 },
    { from: 'College', to: hostile, count: 2 },
    { from: 'Work', to: 'College', count: 0 },
  ],
};
const scatter: Chart = {
  id: 'scatter',
  title: 'Settings',
  kind: 'scatter',
  across: 'Absence',
  up: 'Attainment',
  points: [
    { name: 'A', across: 5, up: 40 },
    { name: 'B', across: 9, up: 52.5 },
  ],
};
const all = [line, bars, stacked, intervals, heat, flow, scatter];

const count = (svg: string | undefined, pattern: RegExp) => svg?.match(pattern)?.length ?? 0;
const marks = async (chart: Chart, pattern: RegExp) =>
  count(await drawChart(chart, onPaper, { width: 600, weekdays }), pattern);

describe.each(all.map((chart) => [chart.kind, chart] as const))('a picture: %s', (_kind, chart) => {
  it('is SVG of the size asked for, without script, inline style or anything from elsewhere', async () => {
    for (const width of [330, 720]) {
      const svg = (await drawChart(chart, onPage, { width, weekdays })) ?? '';
      expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).not.toMatch(/<script|style=|<style|href=|@import|url\(http|<image|<foreignObject|on\w+=/i);
      expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(width);
    }
  });

  it('takes its colours from the page there, and has fixed ones alone', async () => {
    const page = await drawChart(chart, onPage, { width: 600, weekdays });
    const paper = await drawChart(chart, onPaper, { width: 600, weekdays });
    expect(page).toContain('var(--wm-');
    expect(page?.replace(/var\(--[\w-]+\)/g, '')).not.toMatch(/(?:fill|stroke)="#/);
    expect(paper).not.toContain('var(');
  });

  it('has as many rows of figures as it has data, and a CSV of the same', async () => {
    const { head, rows } = tableOf(chart, words);
    for (const row of rows) expect(row).toHaveLength(head.length);
    const { body } = await chartFile(chart, 'csv', { words, weekdays });
    expect(String(body).trim().split('\n')).toHaveLength(rows.length + 1);
  });

  it('is an SVG and a PNG that stand alone', async () => {
    const svg = await chartFile(chart, 'svg', { words, weekdays });
    expect([svg.name, svg.type]).toEqual([`${chart.id}.svg`, 'image/svg+xml']);
    const { body } = await chartFile(chart, 'png', { words, weekdays });
    expect([...(body as Uint8Array).slice(1, 4)]).toEqual([80, 78, 71]);
  });
});

describe('what is drawn', () => {
  it('is a bar for each known value, and none for one that is not known', async () => {
    const svg = await drawChart(bars, onPaper, { width: 600, weekdays });
    const drawn = /role-mark[^"]*layer_0_marks[\s\S]*?<\/g>/.exec(svg ?? '')?.[0];
    expect(count(drawn, /<path/g)).toBe(2);
  });

  it('breaks a line where nothing is known', async () => {
    const { series } = line as Extract<Chart, { kind: 'line' }>;
    const whole = { ...line, series: [{ ...series[0], name: 'Now', values: [0.05, 0.06, 0.08] }] } as Chart;
    const strokes = (svg: string | undefined) =>
      [...(svg ?? '').matchAll(/<path[^>]*d="(M[^"]*)"[^>]*stroke-width="2.5"/g)].map(([, d]) => d ?? '');
    const [broken] = strokes(await drawChart(line, onPaper, { width: 600, weekdays }));
    const [joined] = strokes(await drawChart(whole, onPaper, { width: 600, weekdays }));
    expect(count(broken, /M/g)).toBe(2);
    expect(count(joined, /M/g)).toBe(1);
    expect(count(joined, /L/g)).toBe(2);
  });

  it('is a stream for each that somebody went, and none for nobody', async () => {
    expect(await marks(flow, /<path/g)).toBe(2);
  });

  it('escapes what the data brings', async () => {
    for (const chart of [bars, flow]) {
      const svg = await drawChart(chart, onPaper, { width: 600, weekdays });
      expect(svg).not.toContain('<script');
      expect(svg).toContain('&lt;script&gt;');
    }
  });

  it('is nothing when nothing is known, and says so', async () => {
    const empty: Chart = { ...intervals, rows: [{ name: '0', value: null }] } as Chart;
    expect(await drawChart(empty, onPage, { width: 600, weekdays })).toBeUndefined();
    const drawn = await drawForPage(empty, say);
    const page = renderToStaticMarkup(<ChartFigure drawn={drawn} path="/x" say={say} />);
    expect(page).toContain('Nothing is known yet.');
    expect(page).not.toMatch(/<svg|<details/);
  });

  it('refuses more than can be told apart', async () => {
    const five: Chart = { ...stacked, parts: ['a', 'b', 'c', 'd', 'e'] } as Chart;
    await expect(drawChart(five, onPage, { width: 600, weekdays })).rejects.toThrow('5 series');
  });
});

describe('what is said', () => {
  it.each([
    [line, `Now: from 5% (Autumn) to 8% (Summer). 1 is not known. ${hostile}: nothing is known.`],
    [bars, `Most: ${hostile}, 12%. Least: =1+1, 5%. 1 is not known.`],
    [stacked, 'Together 1,234: None 1,200, Some 34.'],
    [intervals, '0: 2%. 1 is not known.'],
    [heat, 'Most: 11 September 2026, 30%. Least: 7 September 2026, 10%. 1 is not known.'],
    [flow, 'Together 6; the most from College to College, 4.'],
    [scatter, '2 in all. Absence from 5 to 9, Attainment from 40 to 52.5.'],
  ] as const)('of $kind', (chart, summary) => {
    expect(summaryOf(chart, say)).toBe(summary);
  });

  it('never shows a number for what is not known', () => {
    expect(tableOf(bars, words).rows[1]).toEqual(['Year 8', '']);
    expect(tableOf(bars, words, true).rows[0]).toEqual([hostile, '0.12']);
    expect(tableOf(line, words).rows[1]?.slice(0, 4)).toEqual(['Spring', '', '', '']);
  });

  it('takes the sting out of a formula in a file', async () => {
    const { body } = await chartFile(bars, 'csv', { words, weekdays });
    expect(String(body)).toContain("'=1+1,0.05");
  });
});

describe('a page that is asked for the file of a picture', () => {
  const ask = (query: Record<string, string>) => chartAsked({ query, say }, all);

  it('answers it by name and format, and nothing else', async () => {
    expect(await ask({})).toBeUndefined();
    expect(await ask({ chart: 'bars', as: 'csv' })).toMatchObject({ kind: 'download', name: 'bars.csv' });
    for (const query of [{ chart: 'bars' }, { chart: 'nobody', as: 'csv' }, { chart: 'bars', as: 'exe' }])
      expect(await ask(query as never)).toEqual({ kind: 'not_found' });
  });
});

it('series are told apart by lightness', () => {
  const lightness = (hex: string) =>
    [1, 3, 5].reduce(
      (sum, at, index) =>
        sum + Number.parseInt(hex.slice(at, at + 2), 16) * ([0.299, 0.587, 0.114][index] ?? 0),
      0,
    );
  const steps = onPaper.heat.map(lightness);
  for (const [at, step] of steps.entries())
    if (at > 0) expect((steps[at - 1] ?? 0) - step).toBeGreaterThan(30);
  const [first = 0, second = 0, , fourth = 0] = onPaper.series.map(lightness);
  expect(second - first).toBeGreaterThan(60);
  expect(fourth - second).toBeGreaterThan(40);
});
