import { nameOnPage, yearInWords } from '#modules/people';
import type { Listed } from '#modules/risk';
import { DomainStrip, Table } from '#ui';
import { marksInWords, type Say, tierName } from '#web';

/** A page of the list. Whoever has no profile has five unknowns and no points: nothing is not nought. */
export function PeopleTable({ people, say }: { people: readonly Listed[]; say: Say }) {
  return (
    <section className="wm-scroll" aria-label={say('people.table')} tabIndex={0}>
      <Table
        className="govuk-table--small-text-until-tablet wm-people"
        firstCellIsHeader
        head={[
          say('people.name'),
          say('people.year.label'),
          say('people.setting'),
          say('people.domains'),
          say('people.points'),
          say('people.tier'),
        ]}
        rows={people.map((person) => rowOf(person, say))}
      />
    </section>
  );
}

function rowOf(person: Listed, say: Say) {
  const { personId, profile, ncYear, settingName } = person;
  const name = nameOnPage(say, person);
  return [
    <a key="name" className="govuk-link" href={`/people/${personId}`}>
      {name}
    </a>,
    yearInWords(say, ncYear),
    settingName ?? say('people.unknown'),
    <DomainStrip key="strip" size="row" marks={marksInWords(say, profile?.marks ?? {})} caption={name} />,
    profile ? pointsInRow(say, profile.points) : say('people.no-profile'),
    profile ? tierName(say, profile.tier) : say('people.unknown'),
  ];
}

function pointsInRow(say: Say, { known, highest }: { known: number; highest: number }): string {
  return highest > known ? say('people.points-up-to', { known, highest }) : String(known);
}
