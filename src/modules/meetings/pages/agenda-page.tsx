import { EmptyState, Table } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { Referral } from '../queries/referrals.ts';
import { putInWords, stateInWords, whomInWords } from './referral-words.tsx';

/** What is before the panels on which somebody sits: what is open first. */
export function AgendaPage({ frame, referrals }: { frame: PageFrame; referrals: readonly Referral[] }) {
  const { say } = frame;
  const byPanel = [...Map.groupBy(referrals, ({ panel }) => panel)];
  return (
    <Layout frame={frame} title={say('agenda.title')}>
      <h1 className="govuk-heading-l">{say('agenda.title')}</h1>
      <p className="govuk-body">{say('agenda.about')}</p>
      {byPanel.length === 0 && (
        <EmptyState title={say('agenda.none')}>
          <p className="govuk-body">{say('agenda.none-about')}</p>
        </EmptyState>
      )}
      {byPanel.map(([panel, some]) => (
        <Table
          key={panel}
          className="wm-cards"
          caption={panel}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('agenda.who'), say('referrals.put-by'), say('referrals.state')]}
          rows={some.map((referral) => [
            <div key="who">
              <a className="govuk-link" href={`/agenda/${referral.id}`}>
                {referral.whom.name}
              </a>
              <span className="wm-facts__from">{whomInWords(say, referral.whom)}</span>
            </div>,
            putInWords(say, referral),
            stateInWords(say, referral),
          ])}
        />
      ))}
    </Layout>
  );
}
