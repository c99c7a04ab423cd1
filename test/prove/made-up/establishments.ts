import type { MadeUpKind } from './kind.ts';

/** What a setting is known by: none of them is one that young people are at. */
const urnOf = (person: number) => String(150_000 + person);

/** Settings by URN, each said otherwise by another value. */
export const establishmentFiles: MadeUpKind = {
  kind: 'establishments',
  onceEach: true,
  header: 'urn,name,kind,status,town,postcode,opened_on',
  row({ person, value }) {
    const kind = ['primary', 'secondary', 'special', 'college'][value % 4];
    const place = `${['', 'Made-up Town', 'Other Town'][value % 3]},ZZ${1 + (value % 9)} 1AA`;
    return `${urnOf(person)},Made-up Place ${person},${kind},open,${place},2020-09-0${1 + (value % 9)}`;
  },
  refused: [
    '12,Too Short,primary,open,,,',
    '150001,No Such Kind,castle,open,,,',
    '150002,No Such Day,primary,open,,,31/02/2020',
  ],
  who: (person) => [urnOf(person)],
  told: `
    select f.urn as who, 'setting' as what,
      concat_ws('|', f.name, f.kind, f.status, f.town, f.postcode, f.opened_on, f.source) as says
    from people.setting f where f.tenant_id = $1 and f.source is not null`,
};
