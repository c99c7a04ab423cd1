import { nameOnPage, type RollChoices } from '#modules/people';
import { BackLink, EmptyState, FilterPanel, Select, Table, Tag } from '#ui';
import { Layout, type PageFrame, yearInWords } from '#web';
import { type KnownBy, MOST_KNOWN_BY, RELATIONSHIPS } from '../queries/known-by.ts';
import { WideTable } from './wide-table.tsx';

type Props = {
  frame: PageFrame;
  rows: readonly KnownBy[];
  choices: RollChoices;
  asked: { settingId: string | undefined; ncYear: number | undefined };
};

/** Who knows whom well: young people whom nobody does first. */
export function KnownByPage({ frame, rows, choices, asked }: Props) {
  const { say } = frame;
  const title = say('known.title');
  const nobody = rows.filter(({ well }) => well.length === 0).length;
  const any = { value: '', text: say('people.any') };
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={`/instruments/${RELATIONSHIPS}`}>{say('instruments.back')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('known.about')}</p>
      <FilterPanel action="/relationships" submitText={say('people.show')}>
        <Select
          name="setting"
          label={say('people.setting')}
          value={asked.settingId}
          items={[any, ...choices.settings.map(({ id, name }) => ({ value: id, text: name }))]}
        />
        <Select
          name="year"
          label={say('people.year.label')}
          value={asked.ncYear}
          items={[any, ...choices.ncYears.map((year) => ({ value: year, text: yearInWords(say, year) }))]}
        />
      </FilterPanel>
      {rows.length === 0 ? (
        <EmptyState title={say('grid.nobody')}>
          <p className="govuk-body">{say('grid.nobody-about')}</p>
        </EmptyState>
      ) : (
        <>
          <p className="govuk-body-l">{say('known.nobody', { count: nobody })}</p>
          {rows.length === MOST_KNOWN_BY && (
            <p className="govuk-body">{say('known.most', { most: MOST_KNOWN_BY })}</p>
          )}
          <WideTable label={title}>
            <Table
              caption={title}
              captionClassName="govuk-visually-hidden"
              firstCellIsHeader
              head={[say('people.name'), say('people.year.label'), say('known.well'), say('known.some'), '']}
              rows={rows.map((row) => [
                <a key="name" className="govuk-link" href={`/people/${row.personId}`}>
                  {nameOnPage(say, row)}
                </a>,
                yearInWords(say, row.ncYear),
                row.well.length === 0 ? (
                  <Tag key="nobody" className="govuk-tag--yellow">
                    {say('known.none')}
                  </Tag>
                ) : (
                  row.well.join(', ')
                ),
                row.some.join(', '),
                <a key="say" className="govuk-link" href={`/people/${row.personId}/questions`}>
                  {say('known.say')}
                  <span className="govuk-visually-hidden"> {nameOnPage(say, row)}</span>
                </a>,
              ])}
            />
          </WideTable>
        </>
      )}
    </Layout>
  );
}
