import { britishDate, type PlainDate } from '#dates';
import { nameOnPage } from '#modules/people';
import { BackLink, Button, InsetText, Table, Tag } from '#ui';
import { Layout, type PageFrame, yearInWords } from '#web';
import type { Campaign, Invited } from '../queries/campaigns.ts';
import { countInWords, isMoreThanMeant } from './counted.ts';
import { WideTable } from './wide-table.tsx';

type Props = {
  frame: PageFrame;
  campaign: Campaign;
  invited: readonly Invited[];
  today: PlainDate;
};

/** How far a campaign is, who has not answered yet, and the ways to reach them. */
export function CampaignPage({ frame, campaign, invited, today }: Props) {
  const { say } = frame;
  const isOpen = campaign.endedAt === null && campaign.closesOn >= today;
  const waiting = invited.filter(({ state }) => state === 'asked' || state === 'begun');
  return (
    <Layout frame={frame} title={campaign.title}>
      <BackLink href="/instruments">{say('instruments.back')}</BackLink>
      <h1 className="govuk-heading-l">{campaign.title}</h1>
      <p className="govuk-body">
        {[
          campaign.settingName,
          campaign.asks,
          say(campaign.isAnonymous ? 'campaigns.anonymous' : 'campaigns.by-name'),
          say('campaigns.from-until', {
            from: britishDate(campaign.opensOn),
            until: britishDate(campaign.closesOn),
          }),
        ].join(' · ')}
      </p>
      <div {...(isOpen ? { 'data-follow': '' } : {})}>
        <p className="govuk-body-l">{say('campaigns.count', { count: countInWords(campaign) })}</p>
        {campaign.declined > 0 && (
          <p className="govuk-body">{say('campaigns.declined', { count: campaign.declined })}</p>
        )}
      </div>
      {isMoreThanMeant(campaign) && <InsetText>{say('campaigns.more-than-meant')}</InsetText>}
      <div className="govuk-button-group">
        <Button href={`/campaigns/${campaign.id}/results`}>{say('campaigns.results')}</Button>
      </div>
      {isOpen && !campaign.isAnonymous && waiting.length > 0 && (
        <form method="post" action={`/campaigns/${campaign.id}/links`} className="wm-section" id="waiting">
          <h2 className="govuk-heading-m">{say('campaigns.links')}</h2>
          <p className="govuk-body">{say('campaigns.links-about', { count: waiting.length })}</p>
          <div className="govuk-button-group">
            <Button kind="secondary" preventDoubleClick>
              {say('campaigns.make-links', { count: waiting.length })}
            </Button>
            <Button kind="secondary" name="as" value="file" preventDoubleClick>
              {say('campaigns.links-file')}
            </Button>
          </div>
          <p className="govuk-body-s">{say('campaigns.links-file-about')}</p>
        </form>
      )}
      {isOpen && campaign.isAnonymous && <InsetText>{say('campaigns.link-once')}</InsetText>}
      {!campaign.isAnonymous && (
        <WideTable label={say('campaigns.invited')}>
          <Table
            caption={say('campaigns.invited')}
            captionClassName="govuk-table__caption--m"
            firstCellIsHeader
            head={[say('people.name'), say('people.year.label'), say('campaigns.state')]}
            rows={invited.map((one) => [
              <a key="name" className="govuk-link" href={`/people/${one.personId}`}>
                {nameOnPage(say, one)}
              </a>,
              yearInWords(say, one.ncYear),
              one.responseId !== null && one.state === 'answered' ? (
                <a key="answers" className="govuk-link" href={`/responses/${one.responseId}`}>
                  {say('campaigns.states.answered')}
                </a>
              ) : isOpen && one.state === 'asked' ? (
                <form key="paper" method="post" action={`/campaigns/${campaign.id}/paper`}>
                  <input type="hidden" name="invitation" value={one.id} />
                  {say('campaigns.states.asked')}{' '}
                  <button type="submit" className="wm-link-button">
                    {say('campaigns.paper')}
                    <span className="govuk-visually-hidden"> {nameOnPage(say, one)}</span>
                  </button>
                </form>
              ) : (
                <Tag key="state" className="govuk-tag--grey">
                  {say(`campaigns.states.${one.state}`)}
                </Tag>
              ),
            ])}
          />
        </WideTable>
      )}
      {isOpen && (
        <form method="post" action={`/campaigns/${campaign.id}/end`} className="wm-section">
          <h2 className="govuk-heading-m">{say('campaigns.end')}</h2>
          <p className="govuk-body">{say('campaigns.end-about')}</p>
          <Button kind="warning" preventDoubleClick>
            {say('campaigns.end')}
          </Button>
        </form>
      )}
    </Layout>
  );
}
