import { addDays, plainDate } from '#dates';
import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const GRADES = ['9', '7', '5', '4', '2', 'U'];
const BEGINS = plainDate('2026-09-02');

/** A grade in one subject each day, and what was expected. */
export const attainmentFiles: MadeUpKind = {
  kind: 'attainment',
  header: 'upn,source_id,on_date,point,subject,scale,value,expected',
  row({ person, thing, value }) {
    const grade = GRADES[value % GRADES.length];
    return `${identityOf(person)},${addDays(BEGINS, thing)},autumn,Mathematics,gcse,${grade},${value % 2 ? '4' : ''}`;
  },
  refused: [
    ',nobody,2026-09-02,autumn,Mathematics,gcse,4,',
    `,${keyOf(1)},2026-09-02,autumn,Mathematics,gcse,ten,`,
    `,${keyOf(1)},2026-09-02,autumn,Mathematics,stars,4,`,
  ],
  told: `
    select ${WHO} as who, f.subject || ' on ' || f.on_date || ' by ' || f.source as what,
      concat_ws('|', f.scale, f.point, f.value, f.number, f.expected, f.expected_number, f.met_expected, s.urn) as says
    from records.attainment f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id where f.tenant_id = $1`,
};
