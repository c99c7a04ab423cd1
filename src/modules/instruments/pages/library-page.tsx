import { britishDate } from '#dates';
import { EmptyState, Table, Tag } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { Offered } from '../definitions.ts';
import type { Campaign } from '../queries/campaigns.ts';
import type { Response } from '../queries/responses.ts';
import { isAsked, itemsOf, SHELVES, textIn } from '../rules/index.ts';
import { countInWords } from './counted.ts';
import { whoInWords } from './response-page.tsx';
import { WideTable } from './wide-table.tsx';

type Props = {
  frame: PageFrame;
  offered: readonly Offered[];
  campaigns: readonly Campaign[];
  aboutSettings: readonly (Response & { title: string; settingName: string })[];
  mayEdit: boolean;
  mayAnswerCalls: boolean;
};

/** Everything that can be asked, what is being asked now, and what was answered about settings. */
export function LibraryPage({ frame, offered, campaigns, aboutSettings, mayEdit, mayAnswerCalls }: Props) {
  const { say, lang } = frame;
  const title = say('instruments.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('instruments.about')}</p>
      {mayAnswerCalls && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href="/calls">
            {say('calls.title')}
          </a>
        </p>
      )}
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href="/action-plan">
          {say('actions.title')}
        </a>
      </p>
      {mayEdit && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href="/instruments/new">
            {say('instruments.new')}
          </a>
        </p>
      )}
      <section className="wm-section" aria-labelledby="campaigns">
        <h2 className="govuk-heading-m" id="campaigns">
          {say('campaigns.title')}
        </h2>
        {campaigns.length === 0 ? (
          <EmptyState title={say('campaigns.none')}>
            <p className="govuk-body">{say('campaigns.none-about')}</p>
          </EmptyState>
        ) : (
          <CampaignTable frame={frame} campaigns={campaigns} />
        )}
      </section>
      {aboutSettings.length > 0 && (
        <section className="wm-section" aria-labelledby="settings">
          <h2 className="govuk-heading-m" id="settings">
            {say('instruments.about-settings')}
          </h2>
          <ul className="govuk-list">
            {aboutSettings.map((response) => (
              <li key={response.id}>
                <a className="govuk-link" href={`/responses/${response.id}`}>
                  {response.title}
                </a>
                {`, ${response.settingName}. `}
                {whoInWords(say, response)}
                {response.endedAt === null && <> {say('instruments.not-sent')}</>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {SHELVES.map((shelf) => {
        const here = offered.filter(({ instrument }) => instrument.shelf === shelf);
        if (here.length === 0) return null;
        return (
          <section key={shelf} className="wm-section" aria-labelledby={shelf}>
            <h2 className="govuk-heading-m" id={shelf}>
              {say(`instruments.shelves.${shelf}`)}
            </h2>
            <Table
              caption={say(`instruments.shelves.${shelf}`)}
              captionClassName="govuk-visually-hidden"
              className="wm-list-table"
              firstCellIsHeader
              head={[
                say('instruments.name'),
                say('instruments.who'),
                { content: say('instruments.items'), format: 'numeric' },
                say('instruments.whose'),
              ]}
              rows={here.map(({ instrument, origin }) => [
                <a key="name" className="govuk-link" href={`/instruments/${instrument.name}`}>
                  {textIn(instrument.title, lang)}
                </a>,
                instrument.answered_by.map((who) => say(`instruments.respondents.${who}`)).join(', '),
                { content: itemsOf(instrument).filter(isAsked).length, format: 'numeric' },
                origin === 'local' ? (
                  <Tag key="local">{say('instruments.local')}</Tag>
                ) : (
                  say(`instruments.from.${instrument.whose}`)
                ),
              ])}
            />
          </section>
        );
      })}
    </Layout>
  );
}

function CampaignTable({ frame: { say }, campaigns }: { frame: PageFrame; campaigns: readonly Campaign[] }) {
  return (
    <WideTable label={say('campaigns.title')}>
      <Table
        caption={say('campaigns.title')}
        captionClassName="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          say('instruments.name'),
          say('campaigns.asks'),
          say('campaigns.days'),
          { content: say('campaigns.answered'), format: 'numeric' },
        ]}
        rows={campaigns.map((campaign) => [
          <a key="title" className="govuk-link" href={`/campaigns/${campaign.id}`}>
            {campaign.title}
          </a>,
          `${campaign.settingName ?? ''} · ${campaign.asks}`,
          say('campaigns.from-until', {
            from: britishDate(campaign.opensOn),
            until: britishDate(campaign.closesOn),
          }),
          { content: countInWords(campaign), format: 'numeric' },
        ])}
      />
    </WideTable>
  );
}
