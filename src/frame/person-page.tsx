import type { ReactNode } from 'react';
import type { PlainDate } from '#dates';
import { type Enrolled, nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink } from '#ui';
import { Layout, type PageFrame } from '#web';
import { PrintedBy } from './printed-by.tsx';

/** A section ready to be shown: its words and what it holds. */
export type ShownSection = { id: string; title: string; content: ReactNode };

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  /** The enrolment that has a tutor group this year. */
  group: Enrolled | undefined;
  sections: readonly ShownSection[];
  /** The list one came from. */
  back: string;
  printed: { by: string; on: PlainDate };
  /** Whoever looks may give out all of it. */
  mayGive: boolean;
  /** Whoever looks may give out cards for signing in. */
  mayGiveCards: boolean;
  /** Whoever looks may share parts of it with somebody outside. */
  mayShare: boolean;
};

/** A young person: who they are, why one may see this, and what each part of Waymark knows. */
export function PersonPage({
  frame,
  person,
  group,
  sections,
  back,
  printed,
  mayGive,
  mayGiveCards,
  mayShare,
}: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  return (
    <Layout frame={frame} title={name}>
      <BackLink href={back}>{say('person.back')}</BackLink>
      <PrintedBy {...printed} say={say} />
      <Whom frame={frame} person={person} group={groupInWords(say, group)}>
        <p className="govuk-body-s wm-person__why">{say('person.why', { why: person.why })}</p>
        <p className="govuk-body-s wm-person__links">
          <a className="govuk-link" href={`/people/${person.personId}/missing`}>
            {say('missing.link')}
          </a>
          <a className="govuk-link" href={`/people/${person.personId}/who-sees`}>
            {say('who-sees.link')}
          </a>
          {mayGiveCards && (
            <a className="govuk-link" href={`/people/${person.personId}/own-accounts`}>
              {say('own.link')}
            </a>
          )}
          {mayShare && (
            <a className="govuk-link" href={`/people/${person.personId}/shares`}>
              {say('shares.link-to')}
            </a>
          )}
          {mayGive && (
            <a className="govuk-link" href={`/people/${person.personId}/kept`}>
              {say('kept.link')}
            </a>
          )}
        </p>
      </Whom>
      <nav className="wm-contents" aria-label={say('person.contents')}>
        <ul className="govuk-list wm-contents__list">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a className="govuk-link govuk-link--no-visited-state" href={`#${id}`}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title, content }) => (
        <section key={id} id={id} className="wm-section" aria-labelledby={`${id}-title`}>
          <h2 className="govuk-heading-m" id={`${id}-title`}>
            {title}
          </h2>
          {content}
        </section>
      ))}
    </Layout>
  );
}

function groupInWords(say: PageFrame['say'], group: Enrolled | undefined): string {
  if (!group?.tutorGroup) return say('person.no-group');
  return group.tutor === null
    ? say('person.group', { group: group.tutorGroup })
    : say('person.group-tutor', { group: group.tutorGroup, tutor: group.tutor });
}
