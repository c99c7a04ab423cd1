import { checkLetter } from '../../../src/modules/people/rules/upn.ts';
import { type MadeUpKind, urnOf, WHO } from './kind.ts';

/** What a source calls somebody. */
export function keyOf(person: number): string {
  return `P${String(person).padStart(5, '0')}`;
}

/** Every other young person has a UPN; its three digits after the check letter are of no council. */
export function upnOf(person: number): string {
  if (person % 2 === 1) return '';
  const rest = `9903999${String(person).padStart(5, '0')}`;
  return `${checkLetter(rest)}${rest}`;
}

/** Whom a row names: by UPN and by key where there are both. */
export function identityOf(person: number): string {
  return `${upnOf(person)},${keyOf(person)}`;
}

const FAMILY_NAMES = ['Ashworth', 'O’Brien-Ní', 'Łukasz', 'de la Cruz', 'Young', 'Zhu', 'Peel', 'Quaye'];

/** Where somebody is, how they are called, their year, group and house: each value says all of it otherwise. */
export const peopleFiles: MadeUpKind = {
  kind: 'people',
  onceEach: true,
  header:
    'upn,source_id,setting_urn,given_name,family_name,date_of_birth,sex,nc_year,tutor_group,house,started_on',
  row({ person, thing, value }) {
    const family = FAMILY_NAMES[value % FAMILY_NAMES.length];
    const born = `2011-0${1 + (value % 9)}-11`;
    const started = `2026-09-0${1 + (value % 9)}`;
    const place = `${7 + (value % 5)},${value % 4}T,House ${value % 3}`;
    return `${identityOf(person)},${urnOf(thing)},Given${person},${family},${born},${value % 2 ? 'F' : 'M'},${place},${started}`;
  },
  refused: [
    'B000000000000,X1,142857,Wrong,Letter,,,9,,,',
    ',X2,999999,No,Setting,,,9,,,',
    ',X3,142857,No,Such Day,31/02/2012,,9,,,',
  ],
  told: `
    select ${WHO} as who, 'person' as what,
      concat_ws('|', p.given_name, p.family_name, p.known_as, p.date_of_birth, p.sex, p.upn, p.nc_year, s.urn,
        (select string_agg(x.urn, ' ' order by x.urn) from people.setting x where x.tenant_id = p.tenant_id and x.id = any(p.setting_ids))) as says
    from people.person p left join people.setting s on s.tenant_id = p.tenant_id and s.id = p.setting_id where p.tenant_id = $1
    union all
    select ${WHO}, 'found by ' || k.key, (select string_agg(x.urn, ' ' order by x.urn) from people.setting x where x.tenant_id = k.tenant_id and x.id = any(k.setting_ids))
    from people.name_key k join people.person p on p.tenant_id = k.tenant_id and p.id = k.person_id where k.tenant_id = $1
    union all
    select ${WHO}, 'key of ' || k.source || ' at ' || s.urn, k.source_key
    from people.person_source k join people.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
      join people.setting s on s.tenant_id = k.tenant_id and s.id = k.setting_id where k.tenant_id = $1
    union all
    select ${WHO}, 'enrolled at ' || s.urn || ' in ' || e.academic_year,
      concat_ws('|', e.nc_year, e.status, e.starts_on, e.ends_on, g.name, h.name, e.source)
    from people.enrolment e join people.person p on p.tenant_id = e.tenant_id and p.id = e.person_id
      join people.setting s on s.tenant_id = e.tenant_id and s.id = e.setting_id
      left join people.tutor_group g on g.tenant_id = e.tenant_id and g.id = e.tutor_group_id
      left join people.house h on h.tenant_id = e.tenant_id and h.id = e.house_id where e.tenant_id = $1`,
};
