import type { ReactNode } from 'react';
import { Details, Table } from '#ui';
import type { Say } from '#web';
import type { GroupRates } from '../../rules/index.ts';
import { groupInWords, numberInWords, shareInWords } from './figures.ts';

/** Whether the review finds, finds in vain or misses people of one group more than of another. */
export function Groups({
  groups,
  say,
  children,
}: {
  groups: Readonly<Record<string, GroupRates[]>>;
  say: Say;
  /** Pictures of the same. */
  children: ReactNode;
}) {
  const kinds = Object.entries(groups);
  if (kinds.length === 0) return null;
  return (
    <Details summary={say('validation.groups.title')}>
      <p className="govuk-body">{say('validation.groups.about')}</p>
      {children}
      {kinds.map(([kind, rates]) => (
        <GroupTable key={kind} kind={kind} rates={rates} say={say} />
      ))}
    </Details>
  );
}

function GroupTable({ kind, rates, say }: { kind: string; rates: readonly GroupRates[]; say: Say }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={say(`validation.groups.kinds.${kind}`)} tabIndex={0}>
      <Table
        caption={say(`validation.groups.kinds.${kind}`)}
        captionClassName="govuk-table__caption--s"
        firstCellIsHeader
        head={['group', 'people', 'found', 'in-vain', 'missed', 'ratio'].map((name) =>
          say(`validation.groups.${name}`),
        )}
        rows={rates.map(({ group, people, found, foundInVain, missed, ratio }) => [
          groupInWords(say, group),
          { content: people, format: 'numeric' },
          shareInWords(say, found),
          shareInWords(say, foundInVain),
          shareInWords(say, missed),
          numberInWords(say, ratio),
        ])}
      />
    </section>
  );
}
