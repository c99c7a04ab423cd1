import { addDays, plainDate } from '#dates';
import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const REASONS = ['PP', 'VA', 'DB', '', 'OW'];
const BEGINS = plainDate('2026-09-02');

/** One a day; what is said of it is how long it was and why. */
export const suspensionFiles: MadeUpKind = {
  kind: 'suspensions',
  header: 'upn,source_id,kind,starts_on,sessions,reason',
  row({ person, thing, value }) {
    return `${identityOf(person)},suspension,${addDays(BEGINS, thing)},${1 + value},${REASONS[value % REASONS.length]}`;
  },
  refused: [
    ',nobody,suspension,2026-09-02,1,PP',
    `,${keyOf(1)},detention,2026-09-02,1,PP`,
    `,${keyOf(1)},suspension,31/02/2026,-1,PP`,
  ],
  told: `
    select ${WHO} as who, f.kind || ' on ' || f.starts_on || ' by ' || f.source as what, concat_ws('|', f.sessions, f.reason, s.urn) as says
    from records.suspension f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id where f.tenant_id = $1`,
};
