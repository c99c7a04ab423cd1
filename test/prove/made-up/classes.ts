import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

/** Everybody in a class of their own for each thing: what is said of it is its subject and since when they are in it. */
export const classFiles: MadeUpKind = {
  kind: 'classes',
  header: 'upn,source_id,class,kind,subject,academic_year,starts_on,ends_on',
  row({ person, thing, value }) {
    const subject = ['Mathematics', 'English', 'Science'][value % 3];
    return `${identityOf(person)},Set ${person}-${thing},,${subject},2026,2026-09-0${1 + (value % 9)},`;
  },
  refused: [
    ',nobody,Set 1,,English,2026,,',
    `,${keyOf(1)},,,English,2026,,`,
    `,${keyOf(1)},Set 2,,English,2026,31/02/2026,`,
  ],
  told: `
    select ${WHO} as who, c.name || ' at ' || s.urn as what, concat_ws('|', c.subject, c.academic_year, f.starts_on, f.ends_on, f.source) as says
    from people.class_place f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      join people.class c on c.tenant_id = f.tenant_id and c.id = f.class_id
      join people.setting s on s.tenant_id = c.tenant_id and s.id = c.setting_id where f.tenant_id = $1`,
};
