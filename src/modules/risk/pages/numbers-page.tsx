import { britishDate, britishMoment, type PlainDate } from '#dates';
import type { ControlledTable } from '#disclosure';
import { Button, EmptyState, Table } from '#ui';
import { Layout, type PageFrame, type Say, type Tier, tierName } from '#web';
import type { NumbersOutside } from '../queries/numbers-outside.ts';

/** Numbers for those outside: governors, a trust, the press. What is small or would give something small away is left out. */
export function NumbersPage({
  frame,
  made,
  month,
}: {
  frame: PageFrame;
  made: readonly NumbersOutside[];
  month: PlainDate;
}) {
  const { say } = frame;
  const isMade = made.some((each) => each.month === month);
  return (
    <Layout frame={frame} title={say('numbers.title')}>
      <h1 className="govuk-heading-l">{say('numbers.title')}</h1>
      <p className="govuk-body">{say('numbers.about')}</p>
      <p className="govuk-body">{say('numbers.left-out')}</p>
      {!isMade && (
        <form method="post" action="/numbers">
          <Button preventDoubleClick>{say('numbers.make', { month: monthInWords(month) })}</Button>
        </form>
      )}
      {made.length === 0 && (
        <EmptyState title={say('numbers.none')}>
          <p className="govuk-body">{say('numbers.none-about')}</p>
        </EmptyState>
      )}
      {made.map((each) => (
        <Month key={each.month} made={each} say={say} />
      ))}
    </Layout>
  );
}

function Month({
  made: { month, settings, tables, author, madeAt },
  say,
}: {
  made: NumbersOutside;
  say: Say;
}) {
  return (
    <section className="wm-section" aria-labelledby={`month-${month}`}>
      <h2 className="govuk-heading-m" id={`month-${month}`}>
        {monthInWords(month)}
      </h2>
      <p className="govuk-body">
        {say('numbers.made', { settings, author, moment: britishMoment(madeAt) })}{' '}
        <a className="govuk-link" href={`/numbers/${month.slice(0, 7)}/csv`}>
          {say('numbers.file')} <span className="govuk-visually-hidden">{monthInWords(month)}</span>
        </a>
      </p>
      {tables.map((table) => (
        <Counts key={table.name} table={table} say={say} />
      ))}
    </section>
  );
}

function Counts({ table, say }: { table: ControlledTable; say: Say }) {
  const [head, ...rows] = inWords(table, say);
  const caption = say(`numbers.tables.${table.name}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={caption} tabIndex={0}>
      <Table
        caption={caption}
        captionClassName="govuk-table__caption--s"
        firstCellIsHeader
        head={(head ?? []).map((content, at) =>
          at === 0 ? content : { content, format: 'numeric' as const },
        )}
        rows={rows.map((cells) =>
          cells.map((content, at) => (at === 0 ? content : { content, format: 'numeric' as const })),
        )}
      />
    </section>
  );
}

/** A table as it is read and as it is downloaded: what is left out is the letter that official statistics use. */
export function inWords({ name, rows, columns, numbers }: ControlledTable, say: Say): string[][] {
  const all = say('numbers.all');
  const level = (column: string) => (column === 'more' ? say('numbers.more') : tierName(say, column as Tier));
  // A table of one row is its own sum.
  const labels = [...rows.map((row) => rowInWords(name, row, say)), all].slice(rows.length === 1 ? 1 : 0);
  const body = labels.map((label, at) => [
    label,
    ...(numbers[at] ?? []).map((number) => (number === null ? say('numbers.hidden') : String(number))),
  ]);
  return [[say(`numbers.rows.${name}`), ...columns.map(level), all], ...body];
}

function rowInWords(name: string, row: string, say: Say): string {
  if (name === 'sex') return say(`who.sexes.${row}`);
  return /\d/.test(row) ? say('numbers.year', { year: row }) : say(`numbers.years.${row}`);
}

/** November 2026. */
function monthInWords(month: PlainDate): string {
  return britishDate(month).replace(/^\d+ /, '');
}
