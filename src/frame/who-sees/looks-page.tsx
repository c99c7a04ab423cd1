import { britishDate, plainDate } from '#dates';
import type { AccountId } from '#db';
import type { ActsOfDay } from '#modules/audit';
import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Timeline } from '#ui';
import { Layout, type PageFrame } from '#web';
import { Pages } from '../pages.tsx';
import { actInWords } from './act-in-words.ts';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  acts: readonly ActsOfDay[];
  names: ReadonlyMap<AccountId | null, string>;
  at: { page: number; pages: number };
};

/** Who looked and who changed something, the latest first, each with the reason that was kept with it. */
export function LooksPage({ frame, person, acts, names, at: { page, pages } }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('looks.title', { name });
  const path = `/people/${person.personId}`;
  return (
    <Layout frame={frame} title={pages > 1 ? say('people.title-page', { title, page, pages }) : title}>
      <BackLink href={path}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('looks.about')}</p>
      {[...Map.groupBy(acts, ({ day }) => day)].map(([day, some]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 className="govuk-heading-s" id={`day-${day}`}>
            {britishDate(plainDate(day))}
          </h2>
          <Timeline
            labelledBy={`day-${day}`}
            items={some.map((act, number) => ({
              key: `${day} ${number}`,
              when: names.get(act.accountId) ?? act.by ?? say('looks.nobody'),
              what: actInWords(say, act),
              more: <div className="wm-facts__from">{say('looks.because', { why: act.why })}</div>,
            }))}
          />
        </section>
      ))}
      <Pages page={page} pages={pages} href={(to) => `${path}/looks?page=${to}`} />
    </Layout>
  );
}
