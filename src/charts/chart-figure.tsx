import { Details, Table } from '#ui';
import type { Say } from '#web';
import { type Chart, isEmpty } from './chart.ts';
import { drawChart } from './draw.ts';
import { CHART_FORMATS } from './files.ts';
import { summaryOf } from './summary.ts';
import { type ChartTable, type TableWords, tableOf } from './table.ts';
import { onPage } from './theme.ts';

/** A picture that is drawn and waits for its page. */
export type Drawn = {
  chart: Chart;
  wide: string | undefined;
  narrow: string | undefined;
  summary: string;
  table: ChartTable;
};

/** On a desk, and on a telephone: text keeps its size. */
const WIDE = 720;
const NARROW = 330;

/**
 * Draws a picture for a page, before the page is rendered.
 *
 * @example const drawn = await drawForPage(chart, say); // then <ChartFigure drawn={drawn} … />
 */
export async function drawForPage(chart: Chart, say: Say): Promise<Drawn> {
  const weekdays = weekdaysIn(say);
  return {
    chart,
    wide: await drawChart(chart, onPage, { width: WIDE, weekdays }),
    narrow: await drawChart(chart, onPage, { width: NARROW, weekdays }),
    summary: summaryOf(chart, say),
    table: tableOf(chart, tableWordsIn(say)),
  };
}

/**
 * A picture with its title, its gist in words, the table behind it, and the files of it.
 *
 * @param path the page, which answers `?chart=…&as=…` with the file
 */
export function ChartFigure({ drawn, path, say }: { drawn: Drawn; path: string; say: Say }) {
  const { chart, wide, narrow, summary, table } = drawn;
  return (
    <figure className="wm-chart" aria-labelledby={`chart-${chart.id}`}>
      <figcaption>
        <p className="govuk-heading-s wm-chart__title" id={`chart-${chart.id}`}>
          {chart.title}
        </p>
        <p className="govuk-body-s wm-chart__summary">{summary}</p>
        <Keys chart={chart} />
      </figcaption>
      {wide !== undefined && <Picture svg={wide} className="wm-chart__wide" />}
      {narrow !== undefined && <Picture svg={narrow} className="wm-chart__narrow" />}
      {!isEmpty(chart) && (
        <Details summary={say('ui.show-table')}>
          <Table
            firstCellIsHeader
            head={table.head.map((content, at) => (at === 0 ? content : { content, format: 'numeric' }))}
            rows={table.rows.map((cells) =>
              cells.map((content, at) =>
                at === 0 ? content : { content: content || say('charts.unknown'), format: 'numeric' },
              ),
            )}
          />
          <p className="govuk-body-s wm-chart__files">
            {CHART_FORMATS.map((format) => (
              <a key={format} className="govuk-link" href={`${path}?chart=${chart.id}&as=${format}`}>
                {say(`charts.files.${format}`)}
                <span className="govuk-visually-hidden">: {chart.title}</span>
              </a>
            ))}
          </p>
        </Details>
      )}
    </figure>
  );
}

/** The words and figures say everything that the picture does. */
function Picture({ svg, className }: { svg: string; className: string }) {
  // Drawn by us, and every text in it is escaped.
  return <div className={className} aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** What the parts of a stack are called; lines are named where they end. */
function Keys({ chart }: { chart: Chart }) {
  if (chart.kind !== 'stacked') return null;
  return (
    <ul className="govuk-list wm-chart__keys">
      {chart.parts.map((part, at) => (
        <li key={part}>
          <span className={`wm-chart__key wm-chart__key--${at + 1}`} />
          {part}
        </li>
      ))}
    </ul>
  );
}

export function tableWordsIn(say: Say): TableWords {
  return {
    least: say('charts.least'),
    most: say('charts.most'),
    count: say('charts.count'),
    date: say('charts.date'),
    name: say('charts.name'),
  };
}

export function weekdaysIn(say: Say): string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => say(`ui.weekdays.${day}`).slice(0, 3));
}
