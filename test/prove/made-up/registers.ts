import { addDays, plainDate } from '#dates';
import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const CODES = ['/', 'I', 'L', 'U', 'B', 'M', 'O', 'C', 'V', 'X'];
const BEGINS = plainDate('2026-09-01');

/** Two marks a day, from 1 September on; weekends too, because a calendar is no matter here. */
export const registerFiles: MadeUpKind = {
  kind: 'registers',
  header: 'upn,source_id,date,session,code',
  row({ person, thing, value }) {
    const date = addDays(BEGINS, thing >> 1);
    return `${identityOf(person)},${date},${thing % 2 ? 'PM' : 'AM'},${CODES[value % CODES.length]}`;
  },
  refused: [',nobody,2026-09-01,AM,I', `,${keyOf(1)},2026-02-31,AM,I`, `,${keyOf(1)},2026-09-01,AM,ZZ`],
  told: `
    select ${WHO} as who, 'register at ' || s.urn || ' of ' || r.register_year as what,
      concat_ws('|', regexp_replace(r.marks, ' +', ' ', 'g'), md5(r.marks), md5(concat(r.possible, r.absent, r.unauthorised, r.late)), r.source) as says
    from records.register r join people.person p on p.tenant_id = r.tenant_id and p.id = r.person_id
      join people.setting s on s.tenant_id = r.tenant_id and s.id = r.setting_id
    where r.tenant_id = $1 and r.marks <> repeat(' ', 732)`,
};
