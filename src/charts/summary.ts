import { britishDate, plainDate } from '#dates';
import type { Say } from '#web';
import { type Chart, isEmpty, type Unit } from './chart.ts';
import { figure } from './figures.ts';

type Named = { name: string; value: number };

/**
 * What a picture shows, in a sentence or two, made from its figures alone: the most and the least, the first and the last,
 * and how many are not known.
 *
 * @example summaryOf(chart, say) // 'Most: Year 11, 12%. Least: Year 7, 5%.'
 */
export function summaryOf(chart: Chart, say: Say): string {
  if (isEmpty(chart)) return say('charts.empty');
  switch (chart.kind) {
    case 'line':
      return chart.series
        .map(({ name, values }) => lineInWords(name, chart.places, values, chart.unit, say))
        .join(' ');
    case 'bars':
      return mostAndLeast(chart.rows, chart.unit, say);
    case 'intervals':
      return mostAndLeast(
        chart.rows.map(({ name, value }) => ({ name, value: value?.value ?? null })),
        chart.unit,
        say,
      );
    case 'heat':
      return mostAndLeast(
        chart.days.map(({ date, value }) => ({ name: britishDate(plainDate(date)), value })),
        chart.unit,
        say,
      );
    case 'stacked': {
      const totals = chart.parts.map((name, at) => ({
        name,
        value: chart.rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
      }));
      return say('charts.stacked', {
        total: figure(sumOf(totals), 'number'),
        parts: totals.map(({ name, value }) => `${name} ${figure(value, 'number')}`).join(', '),
      });
    }
    case 'flow': {
      const [most] = chart.links.toSorted((one, other) => other.count - one.count);
      return say('charts.flow', {
        total: figure(
          chart.links.reduce((sum, { count }) => sum + count, 0),
          'number',
        ),
        from: most?.from ?? '',
        to: most?.to ?? '',
        most: figure(most?.count ?? 0, 'number'),
      });
    }
    case 'scatter': {
      const range = (of: 'across' | 'up') => {
        const values = chart.points.map((point) => point[of]);
        return [Math.min(...values), Math.max(...values)].map((value) => figure(value, 'number'));
      };
      const [[left = '', right = ''], [low = '', high = '']] = [range('across'), range('up')];
      return say('charts.scatter', {
        count: chart.points.length,
        across: chart.across,
        left,
        right,
        up: chart.up,
        low,
        high,
      });
    }
  }
}

function lineInWords(
  name: string,
  places: readonly string[],
  values: readonly (number | null)[],
  unit: Unit,
  say: Say,
): string {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ name: places[at] ?? '', value }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return say('charts.line-unknown', { name });
  const line = say('charts.line', {
    name,
    from: figure(first.value, unit),
    first: first.name,
    to: figure(last.value, unit),
    last: last.name,
  });
  return [line, gaps(values.length - known.length, say)].filter(Boolean).join(' ');
}

function mostAndLeast(rows: readonly { name: string; value: number | null }[], unit: Unit, say: Say): string {
  const known = rows.flatMap(({ name, value }): Named[] => (value === null ? [] : [{ name, value }]));
  const inOrder = known.toSorted((one, other) => other.value - one.value);
  const [most, least] = [inOrder[0], inOrder.at(-1)];
  if (!most || !least) return say('charts.empty');
  const said =
    known.length === 1
      ? say('charts.one', { name: most.name, value: figure(most.value, unit) })
      : say('charts.most-and-least', {
          most: most.name,
          mostValue: figure(most.value, unit),
          least: least.name,
          leastValue: figure(least.value, unit),
        });
  return [said, gaps(rows.length - known.length, say)].filter(Boolean).join(' ');
}

function gaps(count: number, say: Say): string {
  return count === 0 ? '' : say('charts.not-known', { count });
}

function sumOf(named: readonly Named[]): number {
  return named.reduce((sum, { value }) => sum + value, 0);
}
