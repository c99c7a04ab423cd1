import { britishDate } from '#dates';
import { BackLink, Details, InsetText, Table } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import type { Campaign } from '../queries/campaigns.ts';
import type { Results } from '../queries/results.ts';
import { LEAST_ANONYMOUS } from '../rules/hidden.ts';
import { type Instrument, type Item, isAsked, itemsOn, optionsOf, textIn } from '../rules/index.ts';
import type { ItemTally } from '../rules/tally.ts';
import { isMoreThanMeant } from './counted.ts';
import { asksOf } from './item-field.tsx';
import { ScaleResults } from './scale-results.tsx';
import { ShareBar } from './share-bar.tsx';
import { WideTable } from './wide-table.tsx';

type Props = Results & { frame: PageFrame; campaign: Campaign };

/** What many answered: a bar for every item with its figures, what scales came to, and what changed since the time before. */
export function ResultsPage(props: Props) {
  const { frame, campaign, instrument, tally, before } = props;
  const { say, lang } = frame;
  const title = say('campaigns.results-of', { title: campaign.title });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={`/campaigns/${campaign.id}`}>{campaign.title}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      {tally === undefined || tally.number === 0 ? (
        <InsetText>
          {campaign.isAnonymous
            ? say('campaigns.too-few', { least: LEAST_ANONYMOUS })
            : say('campaigns.nobody-yet')}
        </InsetText>
      ) : (
        <>
          <p className="govuk-body">
            {say('campaigns.from', { count: tally.number })}{' '}
            {campaign.isAnonymous && say('campaigns.rounded')}
          </p>
          {isMoreThanMeant(campaign) && <InsetText>{say('campaigns.more-than-meant')}</InsetText>}
          {before && (
            <p className="govuk-body">
              {say('campaigns.beside', {
                title: before.campaign.title,
                date: britishDate(before.campaign.closesOn),
                count: before.tally.number,
              })}
            </p>
          )}
          <p className="govuk-body wm-alone wm-screen-only">
            <a className="govuk-link" href={`/campaigns/${campaign.id}/csv`}>
              {say('campaigns.csv')}
            </a>
          </p>
          <ScaleResults {...props} tally={tally} />
          {instrument.pages.map((page) => (
            <section key={page.code} className="wm-section">
              <h2 className="govuk-heading-m">{textIn(page.title, lang)}</h2>
              {itemsOn(page)
                .filter(isAsked)
                .map((item) => {
                  const one = tally.items.find((each) => each.item.code === item.code);
                  const was = before?.tally.items.find((each) => each.item.code === item.code);
                  return (
                    one && (
                      <ItemResult
                        key={item.code}
                        {...{ frame, instrument, one, was, respondent: campaign.respondent }}
                      />
                    )
                  );
                })}
            </section>
          ))}
        </>
      )}
    </Layout>
  );
}

function ItemResult({
  frame,
  instrument,
  one,
  was,
  respondent,
}: {
  frame: PageFrame;
  instrument: Instrument;
  one: ItemTally;
  was: ItemTally | undefined;
  respondent: Campaign['respondent'];
}) {
  const { say, lang } = frame;
  const asks = asksOf(one.item, { lang, respondent, easy: false });
  const kinds = answersOf(instrument, one.item, lang);
  return (
    <div className="wm-result">
      <h3 className="govuk-heading-s">{asks}</h3>
      {one.item.kind === 'grid' ? (
        <GridResult {...{ frame, instrument, one, asks }} />
      ) : kinds.length > 0 ? (
        <ShareBar
          id={`bar-${one.item.code}`}
          name={asks}
          parts={kinds.map(([code, words]) => ({
            code,
            words,
            count: one.counts.get(code) ?? 0,
            before: was?.counts.get(code),
          }))}
          say={say}
          isShare={one.item.kind !== 'several'}
          answered={one.answered}
          answeredBefore={was?.answered}
        />
      ) : (
        <>
          {one.mean !== undefined && (
            <p className="govuk-body">
              {say('campaigns.mean-of', {
                mean: one.mean.toLocaleString(lang, { maximumFractionDigits: 2 }),
              })}
            </p>
          )}
          {one.texts.length > 0 && (
            <Details summary={say('campaigns.texts', { count: one.texts.length })}>
              <ul className="govuk-list govuk-list--bullet">
                {one.texts.map((text, index) => (
                  <li key={index} className="wm-said">
                    {text}
                  </li>
                ))}
              </ul>
            </Details>
          )}
        </>
      )}
      <p className="govuk-hint">{missingInWords(say, one)}</p>
    </div>
  );
}

function GridResult({
  frame: { lang },
  instrument,
  one,
  asks,
}: {
  asks: string;
  frame: PageFrame;
  instrument: Instrument;
  one: ItemTally;
}) {
  if (one.item.kind !== 'grid') return null;
  const columns = answersOf(instrument, one.item, lang);
  return (
    <WideTable label={asks}>
      <Table
        firstCellIsHeader
        head={['', ...columns.map(([, words]) => ({ content: words, format: 'numeric' as const }))]}
        rows={one.item.rows.map((row) => [
          textIn(row.text, lang),
          ...columns.map(([code]) => ({
            content: one.counts.get(`${row.code}.${code}`) ?? 0,
            format: 'numeric' as const,
          })),
        ])}
      />
    </WideTable>
  );
}

export function answersOf(
  instrument: Instrument,
  item: Item,
  lang: string,
): (readonly [code: string, words: string])[] {
  return optionsOf(instrument, item).map(({ code, text }) => [code, textIn(text, lang)]);
}

export function missingInWords(say: Say, { answered, declined, blank }: ItemTally): string {
  return say('campaigns.missing', { answered, declined, blank });
}
