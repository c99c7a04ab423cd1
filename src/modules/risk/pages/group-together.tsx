import { nameOnPage } from '#modules/people';
import { Details, DomainIcon, Table } from '#ui';
import type { PageFrame } from '#web';
import type { GridRow } from '../queries/grid.ts';
import { sharedNeeds } from '../rules/index.ts';

/** What a group shares, domain by domain: how many, who, and of how many nobody has said anything yet. */
export function GroupTogether({ frame: { say }, rows }: { frame: PageFrame; rows: readonly GridRow[] }) {
  return (
    <section className="wm-section wm-screen-only" aria-labelledby="together">
      <h2 className="govuk-heading-m" id="together">
        {say('grid.together')}
      </h2>
      <p className="govuk-body">{say('grid.together-about')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
      <section className="wm-scroll" aria-label={say('grid.together')} tabIndex={0}>
        <Table
          caption={say('grid.together')}
          captionClassName="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            say('grid.domain'),
            say('grid.share'),
            { content: say('grid.strong'), format: 'numeric' },
            { content: say('grid.not-looked'), format: 'numeric' },
            say('grid.who'),
          ]}
          rows={sharedNeeds(rows).map(({ domain, who, strong, notLooked }) => [
            <>
              <DomainIcon domain={domain} size={20} /> {say(`domains.${domain}`)}
            </>,
            say('grid.of', { count: who.length, all: rows.length }),
            { content: strong, format: 'numeric' as const },
            { content: notLooked, format: 'numeric' as const },
            who.length === 0 ? (
              ''
            ) : (
              <Details key="who" summary={say('grid.names', { count: who.length })}>
                {who.map((row) => nameOnPage(say, row)).join(', ')}
              </Details>
            ),
          ])}
        />
      </section>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href="/instruments/small-group-cohort">
          {say('grid.write-down')}
        </a>
      </p>
    </section>
  );
}
