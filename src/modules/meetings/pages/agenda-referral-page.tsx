import { BackLink, Button, InsetText, SummaryList, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import type { ListedDocument } from '../queries/documents.ts';
import type { Referral } from '../queries/referrals.ts';
import { putInWords, ReferralWords, readUntilInWords, stateInWords, whomInWords } from './referral-words.tsx';

type Props = {
  frame: PageFrame;
  referral: Referral;
  documents: readonly ListedDocument[];
  /** Whether whoever looks writes down what was decided. */
  decides: boolean;
  form: FormState;
};

/** One referral as a panel reads it, and writing down what was decided. */
export function AgendaReferralPage({ frame, referral, documents, decides, form }: Props) {
  const { say } = frame;
  const { id, panel, whom, said, closedOn, decision, closer } = referral;
  return (
    <Layout frame={frame} title={whom.name} problems={form.problems.length > 0}>
      <BackLink href="/agenda">{say('agenda.title')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{whom.name}</h1>
      <p className="govuk-body">{whomInWords(say, whom)}</p>
      <InsetText>{say('agenda.only', { panel })}</InsetText>
      <SummaryList
        rows={[
          { key: say('referrals.panel'), value: panel },
          { key: say('referrals.put-by'), value: putInWords(say, referral) },
          { key: say('referrals.state'), value: stateInWords(say, referral) },
          ...(decision === null
            ? []
            : [
                { key: say('referrals.decision'), value: decision },
                { key: say('referrals.decided-by'), value: closer ?? '' },
              ]),
          { key: say('referrals.read'), value: readUntilInWords(say, referral) },
        ]}
      />
      <ReferralWords said={said} />
      {documents.length > 0 && (
        <section className="wm-section" aria-labelledby="documents">
          <h2 className="govuk-heading-m" id="documents">
            {say('agenda.documents')}
          </h2>
          <ul className="govuk-list">
            {documents.map((document) => (
              <li key={document.id}>
                <a className="govuk-link" href={`/agenda/${id}/documents/${document.id}`}>
                  {say('answering.file.open', { name: document.name })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {decides && (closedOn === null || form.problems.length > 0) && (
        <section className="wm-section govuk-!-display-none-print" aria-labelledby="decide">
          <h2 className="govuk-heading-m" id="decide">
            {say('agenda.decide')}
          </h2>
          <form method="post" action={`/agenda/${id}`} noValidate>
            <Textarea
              name="decision"
              label={say('agenda.decision')}
              hint={say('agenda.decision-hint')}
              rows={5}
              value={form.value('decision')}
              errorMessage={form.problem('decision')}
            />
            <Button preventDoubleClick>{say('agenda.close')}</Button>
          </form>
        </section>
      )}
    </Layout>
  );
}
