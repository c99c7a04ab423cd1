import { britishDate, type PlainDate } from '#dates';
import { Whom } from '#modules/people';
import { BackLink, PrintSheet, WritingLines } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { SheetOf } from '../sheet-of.ts';

type Props = {
  frame: PageFrame;
  sheets: readonly SheetOf[];
  back: string;
  printed: { by: string; on: PlainDate };
};

/** Sheets to take into a meeting: on the screen as they will be on paper, each young person on their own. */
export function SheetsPage({ frame, sheets, back, printed }: Props) {
  const { say } = frame;
  const title = say('sheets.title', { count: sheets.length });
  const line = say('people.printed', { name: printed.by, date: britishDate(printed.on) });
  return (
    <Layout frame={frame} title={title}>
      <div className="wm-screen-only">
        <BackLink href={back}>{say('people.back-to-list')}</BackLink>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">{say('sheets.about')}</p>
      </div>
      {sheets.map(({ person, contents }) => (
        <PrintSheet key={person.personId} printed={line}>
          <Whom frame={frame} person={person} size="sheet" />
          {contents.map(({ id, title: what, content }) => (
            <section key={id} className="wm-sheet__part" aria-label={what}>
              <h3 className="govuk-heading-s wm-sheet__title">{what}</h3>
              {content}
            </section>
          ))}
          <WritingLines label={say('sheets.agreed')} lines={4} />
        </PrintSheet>
      ))}
    </Layout>
  );
}
