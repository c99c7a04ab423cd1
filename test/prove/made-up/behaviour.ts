import { addDays, plainDate } from '#dates';
import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const CATEGORIES = ['Kindness', 'Homework', 'Corridors', ''];
const PLACES = ['classroom', 'corridor', '', 'online'];
const BEGINS = plainDate('2026-09-02');

/** Events with the source's own key, so that another file can say each of them otherwise. */
export const behaviourFiles: MadeUpKind = {
  kind: 'behaviour',
  header: 'upn,source_id,key,on_date,kind,category,points,location,removed',
  row({ person, thing, value }) {
    const kind = value % 2 ? 'negative' : 'positive';
    const of = `${CATEGORIES[value % CATEGORIES.length]},${value % 7},${PLACES[value % PLACES.length]}`;
    return `${identityOf(person)},e${person}-${thing},${addDays(BEGINS, thing)},${kind},${of},${value % 3 ? 'no' : 'yes'}`;
  },
  refused: [
    ',nobody,e1,2026-09-02,positive,Kindness,1,classroom,no',
    `,${keyOf(1)},e2,2026-09-02,middling,Kindness,1,classroom,no`,
    `,${keyOf(1)},e3,31/02/2026,positive,Kindness,1,classroom,no`,
  ],
  told: `
    select ${WHO} as who, f.event_key || ' by ' || f.source as what,
      concat_ws('|', f.on_date, f.kind, f.category, f.points, f.location, f.removed, s.urn) as says
    from records.behaviour f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id where f.tenant_id = $1`,
};
