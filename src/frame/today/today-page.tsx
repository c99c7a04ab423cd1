import { britishDate, type PlainDate } from '#dates';
import { Layout, MANY, type PageFrame, type TodayFound, type TodayPart, type TodayRow } from '#web';
import { NobodyYet } from '../nobody-yet.tsx';
import { FirstSteps, leftOf, type ShownStep } from './first-steps.tsx';

/** What one part has for whoever is asking. */
export type Part = { part: TodayPart; found: TodayFound };

type Props = {
  frame: PageFrame;
  parts: readonly Part[];
  today: PlainDate;
  /** When the account looked last, before today. */
  since: PlainDate | null;
  anybody: boolean;
  /** What is still to be set up, and what is done of it. */
  firstSteps: readonly ShownStep[];
  mayImport: boolean;
};

/** The home of everybody on the staff. What is empty is one line at the end, so that what waits is all one sees. */
export function TodayPage({ frame, parts, today, since, anybody, firstSteps, mayImport }: Props) {
  const { say, lang } = frame;
  const title = say('today.title');
  const waiting = parts.filter(({ found }) => found.total > 0);
  const clear = parts.filter(({ found }) => found.total === 0);
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l wm-today__title">
        {title} <span className="wm-today__date">{longDate(today, lang)}</span>
      </h1>
      {!anybody && firstSteps.length > 0 && <FirstSteps steps={firstSteps} say={say} />}
      {!anybody && firstSteps.length === 0 && <NobodyYet mayImport={mayImport} say={say} />}
      {anybody && waiting.length === 0 && (
        <p className="govuk-body-l wm-today__nothing">{say('today.nothing')}</p>
      )}
      {waiting.map((shown) => (
        <TodaySection key={shown.part.id} shown={shown} since={since} frame={frame} />
      ))}
      {anybody && waiting.length > 0 && clear.length > 0 && (
        <p className="govuk-body wm-today__clear">
          {say('today.clear', { list: clear.map(({ part }) => say(part.title)).join('; ') })}
        </p>
      )}
      {anybody && firstSteps.length > 0 && <FirstSteps steps={leftOf(firstSteps)} say={say} />}
      {parts.length === 0 && anybody && <p className="govuk-body">{say('today.only-look')}</p>}
    </Layout>
  );
}

function TodaySection({
  shown: { part, found },
  since,
  frame: { say },
}: {
  shown: Part;
  since: PlainDate | null;
  frame: PageFrame;
}) {
  const { rows, total, more } = found;
  const id = `today-${part.id}`;
  const many = total >= MANY ? say('today.many', { count: MANY }) : String(total);
  return (
    <section className="wm-today__part" aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {say(part.title)} <span className="wm-today__count">{many}</span>
      </h2>
      <p className="govuk-body-s wm-today__about">
        {say(part.about, { since: since === null ? '' : britishDate(since) })}
      </p>
      <ul className="govuk-list wm-today__rows">
        {rows.map((row) => (
          <Row key={row.key} row={row} say={say} />
        ))}
      </ul>
      {total > rows.length && (
        <p className="govuk-body wm-today__more">
          {more ? (
            <a className="govuk-link" href={more.href}>
              {say(more.label, { count: many })}
            </a>
          ) : (
            say('today.more', { count: total - rows.length })
          )}
        </p>
      )}
    </section>
  );
}

function Row({ row, say }: { row: TodayRow; say: PageFrame['say'] }) {
  const name = row.name(say);
  return (
    <li className="wm-today__row">
      <div className="wm-today__who">
        <p className="govuk-body wm-today__name">
          {row.href === undefined ? (
            name
          ) : (
            <a className="govuk-link" href={row.href}>
              {name}
            </a>
          )}
        </p>
        <p className="govuk-body-s wm-today__where">{row.where(say)}</p>
      </div>
      {row.picture && <div className="wm-today__picture">{row.picture(say)}</div>}
      <ul className="govuk-list wm-today__reasons">
        {row.says(say).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <a className="govuk-button govuk-button--secondary wm-today__next" href={row.next.href}>
        {say(row.next.label)}
        <span className="govuk-visually-hidden"> {name}</span>
      </a>
    </li>
  );
}

/** "Thursday 26 November 2026": one looks at a day, not at a date. */
function longDate(date: PlainDate, lang: string): string {
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(`${date}T00:00:00Z`))} ${britishDate(date)}`;
}
