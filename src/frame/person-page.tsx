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
  /** Pages of their own about this young person, for whoever looks. */
  links: readonly { href: string; text: string }[];
};

/** A young person: who they are, why one may see this, and what each part of Waymark knows. */
export function PersonPage({ frame, person, group, sections, back, printed, links }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  return (
    <Layout frame={frame} title={name}>
      <BackLink href={back}>{say('person.back')}</BackLink>
      <PrintedBy {...printed} say={say} />
      <Whom frame={frame} person={person} group={groupInWords(say, group)}>
        <p className="govuk-body-s wm-person__why">{say('person.why', { why: person.why })}</p>
        <p className="govuk-body-s wm-person__links">
          {links.map(({ href, text }) => (
            <a key={href} className="govuk-link" href={href}>
              {text}
            </a>
          ))}
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
