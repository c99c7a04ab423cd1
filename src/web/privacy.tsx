import type { PageFrame, Say } from './frame.ts';
import { Layout } from './layout.tsx';
import { page, type Route } from './route.ts';

/** Parts for young people, in order, and how many lines the list of each has. */
const YOUNG = [
  ['who', 0],
  ['what', 9],
  ['from', 0],
  ['how', 0],
  ['look', 0],
  ['long', 0],
  ['can', 6],
] as const;

/** Parts for adults. */
const ADULTS = ['controller', 'kinds', 'decides', 'record', 'kept', 'elsewhere', 'rights'] as const;

/**
 * `GET /privacy`: what is kept about a young person and why, who looks, and what they can do: first in words for a nine-year-old,
 * then for adults. It says what Waymark does, and leaves to the organisation what only that can say.
 *
 * @param contact whom to ask, as the organisation wants it written; without one the page says to ask at the school
 */
export function privacyRoute(contact: string | undefined): Route {
  return {
    method: 'GET',
    path: '/privacy',
    permission: 'public',
    handle: async ({ frame }) => page(<PrivacyPage frame={frame} contact={contact} />),
  };
}

function PrivacyPage({ frame, contact }: { frame: PageFrame; contact: string | undefined }) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('young.privacy.title')}>
      <div className="wm-notice">
        <h1 className="govuk-heading-l">{say('young.privacy.title')}</h1>
        {YOUNG.map(([part, lines]) => (
          <section key={part}>
            <h2 className="govuk-heading-m">{say(`young.privacy.${part}.title`)}</h2>
            <p className="govuk-body">{say(`young.privacy.${part}.says`)}</p>
            {lines > 0 && <Lines part={part} lines={lines} say={say} />}
          </section>
        ))}
        <h2 className="govuk-heading-m">{say('young.privacy.ask.title')}</h2>
        <p className="govuk-body">
          {contact === undefined
            ? say('young.privacy.ask.school')
            : say('young.privacy.ask.contact', { contact })}
        </p>
        <section className="wm-notice__adults" aria-labelledby="adults">
          <h2 className="govuk-heading-m" id="adults">
            {say('privacy.title')}
          </h2>
          {ADULTS.map((part) => (
            <p key={part} className="govuk-body">
              {say(`privacy.${part}`)}
            </p>
          ))}
        </section>
      </div>
    </Layout>
  );
}

function Lines({ part, lines, say }: { part: string; lines: number; say: Say }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {Array.from({ length: lines }, (_, at) => (
        <li key={at}>{say(`young.privacy.${part}.lines.${at + 1}`)}</li>
      ))}
    </ul>
  );
}
