import type { RollChoices } from '#modules/people';
import { LIST_ORDERS, TIERS } from '#modules/risk';
import { Checkboxes, DOMAINS, FilterPanel, Input, Select } from '#ui';
import { type Say, tierName, yearInWords } from '#web';
import type { ListQuery } from './list-ask.ts';

/** Narrows the list down and sorts it: a plain form whose answers are the address of the list. */
export function PeopleFilter({
  asked: { filter, order },
  choices,
  say,
}: {
  asked: ListQuery;
  choices: RollChoices;
  say: Say;
}) {
  const any = { value: '', text: say('people.any') };
  const { settings, ncYears, unknown } = choices;
  return (
    <FilterPanel action="/people" submitText={say('people.show')}>
      <Input
        id="filter-q"
        name="q"
        label={say('people.name')}
        value={filter.name}
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        name="setting"
        label={say('people.setting')}
        value={filter.settingId}
        items={[
          any,
          ...settings.map(({ id, name }) => ({ value: id, text: name })),
          ...(unknown.setting ? [{ value: 'unknown', text: say('people.unknown') }] : []),
        ]}
      />
      <Select
        name="year"
        label={say('people.year.label')}
        value={filter.ncYear}
        items={[
          any,
          ...ncYears.map((year) => ({ value: year, text: yearInWords(say, year) })),
          ...(unknown.ncYear ? [{ value: 'unknown', text: say('people.unknown') }] : []),
        ]}
      />
      <Select
        name="domain"
        label={say('people.domain')}
        value={filter.domain}
        items={[any, ...DOMAINS.map((domain) => ({ value: domain, text: say(`domains.${domain}`) }))]}
      />
      <Select
        name="tier"
        label={say('people.tier')}
        value={filter.tier}
        items={[any, ...TIERS.map((tier) => ({ value: tier, text: tierName(say, tier) }))]}
      />
      <Select
        name="sort"
        label={say('people.sort')}
        value={order}
        items={LIST_ORDERS.map((each) => ({
          value: each === 'name' ? '' : each,
          text: say(`people.orders.${each}`),
        }))}
      />
      <Checkboxes
        name="waiting"
        className="govuk-checkboxes--small"
        items={[{ value: 'yes', text: say('people.waiting') }]}
        values={filter.waiting ? ['yes'] : []}
      />
    </FilterPanel>
  );
}
