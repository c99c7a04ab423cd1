import type { PlainDate } from '#dates';
import type { RollChoices } from '#modules/people';
import type { Lines, Listed, RuleSet } from '#modules/risk';
import { type BulkAction, InsetText, WarningText } from '#ui';
import { Layout, type PageFrame } from '#web';
import { isNarrowed, type ListQuery, listAddress, PER_PAGE } from './list-ask.ts';

import { NobodyYet } from './nobody-yet.tsx';
import { Pages } from './pages.tsx';
import { PeopleFilter } from './people-filter.tsx';
import { PeopleTable } from './people-table.tsx';
import { PrintedBy } from './printed-by.tsx';

export type PeopleList = {
  asked: ListQuery;
  people: readonly Listed[];
  total: number;
  pages: number;
  /** Whether there is anybody at all, as far as this list can tell. */
  anybody: boolean;
};

type Props = {
  frame: PageFrame;
  list: PeopleList;
  choices: RollChoices;
  ruleSet: RuleSet | undefined;
  lines: Lines | undefined;
  /** What can be done with those who are chosen. */
  actions: readonly BulkAction[];
  mayDownload: boolean;
  mayImport: boolean;
  printed: { by: string; on: PlainDate };
};

/** The list of young people: who they are, what is noticed in the five domains, and what is not known. */
export function PeoplePage(props: Props) {
  const { frame, list, choices, ruleSet, lines, actions, mayDownload, mayImport, printed } = props;
  const { say } = frame;
  const { asked, people, total, pages, anybody } = list;
  const title = say('people.title');
  return (
    <Layout
      frame={frame}
      title={pages > 1 ? say('people.title-page', { title, page: asked.page, pages }) : title}
    >
      <PrintedBy {...printed} say={say} />
      <h1 className="govuk-heading-l">{title}</h1>
      {anybody ? (
        <>
          {ruleSet && <RuleSetNote ruleSet={ruleSet} frame={frame} />}
          <PeopleFilter asked={asked} choices={choices} say={say} />
          <h2 className="govuk-heading-m wm-count">{say('people.found', { count: total })}</h2>
          {total > 0 ? (
            <>
              <p className="govuk-body-s wm-shown">
                {say('people.shown', {
                  from: (asked.page - 1) * PER_PAGE + 1,
                  to: (asked.page - 1) * PER_PAGE + people.length,
                  total,
                })}{' '}
                {isNarrowed(asked.filter) && (
                  <a className="govuk-link" href="/people">
                    {say('people.clear')}
                  </a>
                )}
              </p>
              <PeopleTable people={people} asked={asked} lines={lines} actions={actions} say={say} />
              <Pages
                page={asked.page}
                pages={pages}
                href={(page) => listAddress('/people', { ...asked, page })}
              />
              <p className="govuk-body wm-list-actions">
                {mayDownload && (
                  <a className="govuk-link" href={listAddress('/people.csv', { ...asked, page: 1 })}>
                    {say('people.download', { count: total })}
                  </a>
                )}
                <span>{say('people.print')}</span>
              </p>
            </>
          ) : (
            <InsetText>
              {say('people.no-match')}{' '}
              <a className="govuk-link" href="/people">
                {say('people.clear')}
              </a>
            </InsetText>
          )}
        </>
      ) : (
        <NobodyYet mayImport={mayImport} say={say} />
      )}
    </Layout>
  );
}

/** Marks under borrowed or trial rules say so before they are read. */
function RuleSetNote({ ruleSet: { status, title }, frame: { say } }: { ruleSet: RuleSet; frame: PageFrame }) {
  if (status === 'default') return null;
  const words = say(status === 'baseline' ? 'profile.rules.baseline' : 'profile.rules.engine-test', {
    title,
  });
  return status === 'baseline' ? <InsetText>{words}</InsetText> : <WarningText>{words}</WarningText>;
}
