import type { ReactNode } from 'react';
import { nameOnPage, type SeenPerson } from '#modules/people';
import { capital, Layout, type PageFrame } from '#web';
import type { Seer } from '../who-sees/everybody-who-sees.ts';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  adults: readonly (readonly [why: string, who: readonly Seer[]])[];
  /** Whoever looks is the young person; else a parent or carer. */
  isSelf: boolean;
  /** What modules have for them, above who can see what is kept. */
  children: ReactNode;
};

/** Who can see what is kept about me, or about my child, and why; and what to do when something is wrong. */
export function MinePage({ frame, person, adults, isSelf, children }: Props) {
  const { say } = frame;
  const name = person.known_as ?? person.given_name ?? nameOnPage(say, person);
  const title = say('young.mine.title', { name });
  const whose = isSelf ? 'own' : 'child';
  return (
    <Layout frame={{ ...frame, account: named(frame, isSelf ? name : undefined) }} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say(`young.mine.about.${whose}`, { name })}</p>
      {children}
      <h2 className="govuk-heading-m">{say(`young.mine.who.${whose}`, { name })}</h2>
      {adults.map(([why, who]) => (
        <section key={why}>
          <h3 className="govuk-heading-s">{capital(why)}</h3>
          {who.every(({ reads }) => reads === 'sensitive') && (
            <p className="govuk-body-s">{say(`young.mine.fewer.${whose}`)}</p>
          )}
          <ul className="govuk-list govuk-list--bullet">
            {who.map(({ id, name: called, job }) => (
              <li key={id}>{job === null ? called : say('who-sees.named', { name: called, job })}</li>
            ))}
          </ul>
        </section>
      ))}
      <p className="govuk-body">{say('young.mine.written')}</p>
      <h2 className="govuk-heading-m">{say('young.mine.wrong.title')}</h2>
      <p className="govuk-body">{say(`young.mine.wrong.${whose}`, { name })}</p>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href="/privacy">
          {say('young.privacy.link')}
        </a>
      </p>
    </Layout>
  );
}

/** The account is still there, and whom it was for is not. */
export function NobodysPage({ frame }: { frame: PageFrame }) {
  const title = frame.say('young.mine.place');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{frame.say('young.mine.nobody')}</p>
    </Layout>
  );
}

/** The account holds nobody's name: the head of the page says the young person's. */
function named({ account }: PageFrame, name: string | undefined): PageFrame['account'] {
  return account && name !== undefined ? { ...account, name } : account;
}
