import { type MadeUpKind, urnOf } from './kind.ts';
import { keyOf } from './people.ts';

/** Adults at each of the settings: who they are and what they do is said otherwise each time. */
export const staffFiles: MadeUpKind = {
  kind: 'staff',
  header: 'source_id,setting_urn,given_name,family_name,job,email,starts_on,ends_on',
  row({ person, thing, value }) {
    const job = ['Tutor', 'Head of year', '', 'SENCO'][value % 4];
    const email = value % 2 ? `adult-${person}-${thing % 2}@made-up.example` : '';
    return `${keyOf(person)},${urnOf(thing)},Adult${person},Name${value},${job},${email},2026-09-0${1 + (value % 9)},`;
  },
  refused: [
    'A1,999999,No,Setting,Tutor,,,',
    ',142857,No,Key,Tutor,,,',
    'A2,142857,No,Such Day,Tutor,,31/02/2026,',
  ],
  told: `
    select f.source || ' ' || f.source_key || ' at ' || s.urn as who, 'adult' as what,
      concat_ws('|', f.given_name, f.family_name, f.job, f.email, f.starts_on, f.ends_on) as says
    from people.staff f left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id
    where f.tenant_id = $1 and f.source is not null`,
};
