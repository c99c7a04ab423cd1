import { type FindPart, yearInWords } from '#web';
import { findPeople, findSettings } from '../queries/find.ts';
import { nameOnPage, whereInWords } from './name.ts';

const youngPeople: FindPart = {
  id: 'people',
  order: 10,
  title: 'find.people.title',
  permission: 'people.see',
  async find(tx, { actor, text, most }) {
    const found = await findPeople(tx, actor, text, most);
    const { length } = found.filter(({ isAlike }) => !isAlike);
    return {
      rows: found.map((person) => ({
        key: person.personId,
        personId: person.personId,
        href: `/people/${person.personId}`,
        name: (say) => nameOnPage(say, person),
        where: (say) => `${yearInWords(say, person.ncYear)} · ${whereInWords(say, person)}`,
        note: person.isAlike ? 'find.people.alike' : undefined,
      })),
      more:
        length === most
          ? { href: `/people?${new URLSearchParams({ q: text })}`, label: 'find.people.all' }
          : undefined,
    };
  },
};

const settings: FindPart = {
  id: 'settings',
  order: 20,
  title: 'find.settings.title',
  permission: 'people.see',
  async find(tx, { actor, text, most }) {
    const found = await findSettings(tx, actor, text, most);
    return {
      rows: found.map(({ id, name, urn }) => ({
        key: id,
        href: `/people?${new URLSearchParams({ setting: id })}`,
        name: () => name,
        where: (say) => (urn === null ? '' : say('find.settings.urn', { urn })),
      })),
    };
  },
};

export const peopleFind: readonly FindPart[] = [youngPeople, settings];
