import { britishDate, britishTime, plainDate } from '#dates';
import type { AccountId, PersonId } from '#db';
import type { LookedAt, LookingOf } from '#modules/audit';
import { nameOnPage } from '#modules/people';
import { BackLink, EmptyState, Table, Timeline } from '#ui';
import { Layout, type PageFrame } from '#web';
import { Pages } from '../pages.tsx';
import { unusualIn } from './unusual.ts';

export type Name = Parameters<typeof nameOnPage>[1];
type Called = { name: string; job: string | null };

/** Who looked, how much, and when: whoever stands out comes first, then whoever looked at the most young people on one day. */
export function LookingPage({
  frame,
  looking,
  accounts,
}: {
  frame: PageFrame;
  looking: readonly LookingOf[];
  accounts: ReadonlyMap<AccountId, Called>;
}) {
  const { say } = frame;
  const title = say('looking.title');
  const unusual = unusualIn(looking);
  const inOrder = looking.toSorted(
    (one, other) => Number(unusual.has(other.accountId)) - Number(unusual.has(one.accountId)),
  );
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('looking.about')}</p>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href="/break-glass/reviews">
          {say('glass.reviews')}
        </a>
      </p>
      {looking.length === 0 ? (
        <EmptyState title={say('looking.none')}>
          <p className="govuk-body">{say('looking.none-about')}</p>
        </EmptyState>
      ) : (
        <Table
          className="wm-cards"
          caption={say('looking.found', { count: looking.length })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('looking.who'), say('looking.people'), say('looking.most'), say('looking.night')]}
          rows={inOrder.map((each) => [
            <Who
              key="who"
              account={accounts.get(each.accountId)}
              id={each.accountId}
              unusual={(unusual.get(each.accountId) ?? []).map((why) => say(`looking.unusual.${why}`))}
            />,
            say('looking.people-count', { count: each.people }),
            say('looking.most-on', { count: each.most, day: britishDate(plainDate(each.mostOn)) }),
            each.night === 0 ? say('looking.no-night') : say('looking.night-count', { count: each.night }),
          ])}
        />
      )}
    </Layout>
  );
}

function Who({
  account,
  id,
  unusual,
}: {
  account: Called | undefined;
  id: AccountId;
  unusual: readonly string[];
}) {
  return (
    <>
      <a className="govuk-link" href={`/looks/${id}`}>
        {account?.name ?? id}
      </a>
      {account?.job != null && <span className="wm-facts__from">{account.job}</span>}
      {unusual.map((why) => (
        <strong key={why} className="govuk-tag govuk-tag--yellow wm-looking__tag">
          {why}
        </strong>
      ))}
    </>
  );
}

/** Whom one adult looked at, the latest day first, each with the reason that was kept with it. */
export function OneLookingPage({
  frame,
  account,
  looks,
  names,
  at: { page, pages },
}: {
  frame: PageFrame;
  account: Called & { id: AccountId };
  looks: readonly LookedAt[];
  names: ReadonlyMap<PersonId, Name>;
  at: { page: number; pages: number };
}) {
  const { say } = frame;
  const title = say('looking.one', { name: account.name });
  return (
    <Layout frame={frame} title={pages > 1 ? say('people.title-page', { title, page, pages }) : title}>
      <BackLink href="/looks">{say('looking.title')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('looking.one-about', { name: account.name })}</p>
      {[...Map.groupBy(looks, ({ day }) => day)].map(([day, some]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 className="govuk-heading-s" id={`day-${day}`}>
            {britishDate(plainDate(day))}
          </h2>
          <Timeline
            labelledBy={`day-${day}`}
            items={some.map(({ personId, why, times, lastAt }) => {
              const name = names.get(personId);
              return {
                key: `${personId} ${why}`,
                when: britishTime(lastAt),
                what: (
                  <a className="govuk-link" href={`/people/${personId}`}>
                    {name ? nameOnPage(say, name) : say('looking.gone')}
                  </a>
                ),
                more: (
                  <div className="wm-facts__from">
                    {times > 1
                      ? say('looks.times', { what: say('looks.because', { why }), count: times })
                      : say('looks.because', { why })}
                  </div>
                ),
              };
            })}
          />
        </section>
      ))}
      <Pages page={page} pages={pages} href={(to) => `/looks/${account.id}?page=${to}`} />
    </Layout>
  );
}
