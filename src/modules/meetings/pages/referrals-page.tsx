import { britishDate } from '#dates';
import type { FilledIn } from '#modules/instruments';
import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, EmptyState, SummaryList } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import type { Referral } from '../queries/referrals.ts';
import { putInWords, readUntilInWords, stateInWords } from './referral-words.tsx';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  referrals: readonly Referral[];
  /** Referral forms that were sent, the latest first. */
  forms: readonly FilledIn[];
};

/** What was put before panels about a young person, what they decided, and forms that can go before one. */
export function ReferralsPage({ frame, person, referrals, forms }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('referrals.title-of', { name });
  const path = `/people/${person.personId}`;
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={path}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('referrals.about')}</p>
      {referrals.length === 0 && <p className="govuk-body">{say('referrals.none')}</p>}
      {referrals.map((referral) => (
        <OneReferral key={referral.id} referral={referral} path={path} say={say} />
      ))}
      <h2 className="govuk-heading-m">{say('referrals.new')}</h2>
      {forms.length === 0 ? (
        <EmptyState title={say(referrals.length === 0 ? 'referrals.no-form' : 'referrals.no-other')}>
          <p className="govuk-body">{say('referrals.no-form-about')}</p>
          <Button href={`${path}/questions`} kind="secondary">
            {say('referrals.write')}
          </Button>
        </EmptyState>
      ) : (
        <ul className="govuk-list">
          {forms.map(({ id, author, onDate }) => (
            <li key={id}>
              <a className="govuk-link" href={`${path}/referrals/new?form=${id}`}>
                {say('referrals.put-form', { author: author ?? '', date: britishDate(onDate) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

function OneReferral({ referral, path, say }: { referral: Referral; path: string; say: Say }) {
  const { id, panel, responseId, isTold, untoldReason, closedOn, decision, closer } = referral;
  return (
    <section className="wm-section" aria-labelledby={`referral-${id}`}>
      <h2 className="govuk-heading-m" id={`referral-${id}`}>
        {panel}
      </h2>
      <SummaryList
        rows={[
          { key: say('referrals.state'), value: stateInWords(say, referral) },
          ...(decision === null
            ? []
            : [
                { key: say('referrals.decision'), value: decision },
                { key: say('referrals.decided-by'), value: closer ?? '' },
              ]),
          { key: say('referrals.put-by'), value: putInWords(say, referral) },
          { key: say('referrals.read'), value: readUntilInWords(say, referral) },
          {
            key: say('referrals.told'),
            value: isTold
              ? say('referrals.told-yes')
              : say('referrals.told-no-because', { why: untoldReason ?? '' }),
          },
        ]}
      />
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={`/responses/${responseId}`}>
          {say('referrals.open-form')} <span className="govuk-visually-hidden">{panel}</span>
        </a>
      </p>
      {closedOn === null && (
        <form method="post" action={`${path}/referrals/${id}`}>
          <Button kind="secondary" preventDoubleClick>
            {say('referrals.take-back')} <span className="govuk-visually-hidden">{panel}</span>
          </Button>
        </form>
      )}
    </section>
  );
}
