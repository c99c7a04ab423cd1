import { britishDate } from '#dates';
import { Table } from '#ui';
import { type PageFrame, yearInWords } from '#web';
import type { Results } from '../queries/results.ts';
import { textIn } from '../rules/index.ts';
import type { ScaleTally, Tally } from '../rules/tally.ts';
import { WideTable } from './wide-table.tsx';

type Props = Omit<Results, 'tally'> & { frame: PageFrame; tally: Tally };

/** What scales came to: beside the time before and the whole organisation, at the times before that, and in each school year. */
export function ScaleResults({ tally, ...rest }: Props) {
  const scales = tally.scales.filter(({ scale }) => scale.method !== 'chosen');
  if (scales.length === 0) return null;
  return (
    <>
      <Beside {...rest} scales={scales} />
      {rest.earlier.length > 0 && <OverTime {...rest} tally={tally} scales={scales} />}
      {rest.years.length > 0 && <ByYear {...rest} scales={scales} />}
    </>
  );
}

type Part = Omit<Props, 'tally'> & { scales: readonly ScaleTally[] };

function Beside({ frame: { say, lang }, scales, before, everywhere }: Part) {
  const some = [...everywhere.values()];
  const most = some.reduce((most, one) => (one.people > most.people ? one : most), some[0] ?? NOBODY);
  return (
    <>
      <WideTable label={say('instruments.scales')}>
        <Table
          caption={say('instruments.scales')}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            say('instruments.scale'),
            numeric(say('campaigns.mean')),
            numeric(say('campaigns.people')),
            ...(before ? [numeric(say('campaigns.change'))] : []),
            ...(some.length > 0 ? [numeric(say('campaigns.everywhere'))] : []),
          ]}
          rows={scales.map(({ scale, mean, number }) => {
            const change = before?.changes.get(scale.code);
            const inWords = change
              ? say('campaigns.change-of', {
                  by: signed(change.by, lang),
                  from: signed(change.from, lang),
                  to: signed(change.to, lang),
                })
              : say('campaigns.no-change');
            return [
              textIn(scale.title, lang),
              numeric(inFigures(mean, lang)),
              numeric(number),
              ...(before ? [numeric(inWords)] : []),
              ...(some.length > 0 ? [numeric(inFigures(everywhere.get(scale.code)?.mean, lang))] : []),
            ];
          })}
        />
      </WideTable>
      {before && <p className="govuk-hint">{say('campaigns.change-about')}</p>}
      {some.length > 0 && (
        <p className="govuk-hint">
          {say('campaigns.everywhere-about', {
            settings: most.settings,
            people: most.people.toLocaleString(lang),
          })}
        </p>
      )}
    </>
  );
}

const NOBODY = { settings: 0, people: 0, mean: 0 };

/** Every time that the same was asked, from the earliest. */
function OverTime({ frame: { say, lang }, scales, earlier, before, tally }: Part & { tally: Tally }) {
  const times = [
    ...earlier.map(({ campaign, ...rest }) => ({ when: britishDate(campaign.closesOn), ...rest })),
    ...(before ? [{ when: britishDate(before.campaign.closesOn), ...before.tally }] : []),
    { when: say('campaigns.this-time'), ...tally },
  ];
  const meanOf = (all: readonly ScaleTally[], code: string) =>
    all.find((one) => one.scale.code === code)?.mean;
  return (
    <WideTable label={say('campaigns.over-time')}>
      <Table
        caption={say('campaigns.over-time')}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        head={[say('instruments.scale'), ...times.map(({ when }) => numeric(when))]}
        rows={[
          ...scales.map(({ scale }) => [
            textIn(scale.title, lang),
            ...times.map((time) => numeric(inFigures(meanOf(time.scales, scale.code), lang))),
          ]),
          [say('campaigns.people'), ...times.map(({ number }) => numeric(number))],
        ]}
      />
    </WideTable>
  );
}

/** What scales came to in each school year: of fewer than ten, nothing. */
function ByYear({ frame: { say, lang }, years, scales }: Part) {
  return (
    <>
      <WideTable label={say('campaigns.by-year')}>
        <Table
          caption={say('campaigns.by-year')}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            say('instruments.scale'),
            ...years.map(({ ncYear }) => ({ content: yearInWords(say, ncYear), format: 'numeric' as const })),
          ]}
          rows={scales.map(({ scale }) => [
            textIn(scale.title, lang),
            ...years.map(({ scales: own }) => {
              const mean = own?.find((one) => one.scale.code === scale.code)?.mean;
              return {
                content:
                  mean === undefined
                    ? say('numbers.hidden')
                    : mean.toLocaleString(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
                format: 'numeric' as const,
              };
            }),
          ])}
        />
      </WideTable>
      {years.some(({ scales: own }) => own === undefined) && (
        <p className="govuk-hint">{say('campaigns.by-year-few')}</p>
      )}
    </>
  );
}

function inFigures(value: number | undefined, lang: string): string {
  return value === undefined
    ? '–'
    : value.toLocaleString(lang, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
}

function numeric(content: string | number | undefined) {
  return { content, format: 'numeric' as const };
}

function signed(value: number, lang: string): string {
  return value.toLocaleString(lang, {
    maximumFractionDigits: 2,
    minimumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
}
