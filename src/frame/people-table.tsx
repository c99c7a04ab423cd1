import { nameOnPage, whereInWords } from '#modules/people';
import type { ListedProfile } from '#modules/risk';
import { type Lines, type Listed, type ListOrder, linesAt, suggestTierAt } from '#modules/risk';
import { type BulkAction, DomainStrip, SelectableTable, sortCell } from '#ui';
import { marksInWords, type Say, tierName, yearInWords } from '#web';
import { type ListQuery, listAddress } from './list-ask.ts';

type Props = {
  people: readonly Listed[];
  asked: ListQuery;
  lines: Lines | undefined;
  actions: readonly BulkAction[];
  say: Say;
};

/** A page of the list. Whoever has no profile has five unknowns and no points: nothing is not nought. */
export function PeopleTable({ people, asked, lines, actions, say }: Props) {
  const head = (order: ListOrder, text: string, sorted: 'ascending' | 'descending') =>
    sortCell({
      text,
      href: listAddress('/people', { ...asked, order, page: 1 }),
      sorted: asked.order === order ? sorted : undefined,
    });
  return (
    <SelectableTable
      label={say('people.table')}
      className="govuk-table--small-text-until-tablet wm-people"
      name="chosen"
      held={[['back', listAddress('/people', asked)]]}
      head={[
        head('name', say('people.name'), 'ascending'),
        head('year', say('people.year.label'), 'ascending'),
        head('setting', say('people.setting'), 'ascending'),
        say('people.domains'),
        head('points', say('people.points'), 'descending'),
        say('people.tier'),
      ]}
      rows={people.map((person) => ({
        value: person.personId,
        choose: say('people.choose', { name: nameOnPage(say, person) }),
        cells: rowOf(person, asked, lines, say),
      }))}
      actions={actions}
      words={{
        choose: say('people.choose-head'),
        all: say('people.choose-all'),
        chosen: say('people.chosen'),
        count: say('people.chosen-count'),
      }}
    />
  );
}

function rowOf(person: Listed, asked: ListQuery, lines: Lines | undefined, say: Say) {
  const { personId, profile, ncYear } = person;
  const name = nameOnPage(say, person);
  return [
    {
      className: 'wm-people__name',
      content: (
        // The address carries the list along, so that the way back leads to it.
        <a className="govuk-link" href={listAddress(`/people/${personId}`, asked)}>
          {name}
        </a>
      ),
    },
    { content: yearInWords(say, ncYear), className: 'wm-people__year' },
    { content: whereInWords(say, person), className: 'wm-people__setting' },
    <DomainStrip key="strip" size="row" marks={marksInWords(say, profile?.marks ?? {})} caption={name} />,
    {
      className: 'wm-people__points',
      content: (
        <>
          <span className="wm-people__label" aria-hidden="true">
            {say('people.points')}:{' '}
          </span>
          {profile ? pointsInRow(say, profile.points) : say('people.no-profile')}
        </>
      ),
    },
    {
      className: 'wm-people__tier',
      content: (
        <>
          <span className="wm-people__label" aria-hidden="true">
            {say('people.tier')}:{' '}
          </span>
          {tierInRow(say, person, lines)}
        </>
      ),
    },
  ];
}

function pointsInRow(say: Say, { known, highest }: ListedProfile['points']): string {
  return highest > known ? say('people.points-up-to', { known, highest }) : String(known);
}

/** As somebody decided it; else what the known points suggest, which is the least where the unknown could raise it. */
function tierInRow(say: Say, { profile, decided, settingId }: Listed, lines: Lines | undefined): string {
  if (decided) return say('people.tier-decided', { tier: tierName(say, decided.tier) });
  if (!profile || !lines) return say('people.unknown');
  const cuts = linesAt(lines, settingId);
  const { known, highest } = profile.points;
  const tier = suggestTierAt(known, cuts);
  const name = tierName(say, tier);
  if (suggestTierAt(highest, cuts) === tier) return name;
  return tier === suggestTierAt(0, cuts)
    ? say('people.tier-unknown')
    : say('people.tier-least', { tier: name });
}
