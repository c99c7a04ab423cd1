import { addDays, plainDate } from '#dates';
import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const BEGINS = plainDate('2026-09-03');
const WAYS = ['foot', 'bus', '', 'bicycle'];

/** A number, a yes or no that may be blank, and one of a list; a row brings up to three facts. */
export const measureFiles: MadeUpKind = {
  kind: 'measures',
  mapping: {
    name: 'made-up-screening',
    text: `name: made-up-screening
version: 1
title: Made-up screening
about: Numbers, answers and choices that mean nothing.
measures:
  identity: { upn: { column: upn }, source_id: { column: source_id } }
  date: { column: tested_on }
  columns:
    reading: { name: made_up_reading, as: number, min: 0, max: 1000 }
    settled: { name: made_up_settled, as: yes_no }
    way: { name: made_up_way, as: category, categories: [foot, bus, bicycle] }
`,
  },
  header: 'upn,source_id,tested_on,reading,settled,way',
  row({ person, thing, value }) {
    const settled = ['yes', 'no', ''][value % 3];
    return `${identityOf(person)},${addDays(BEGINS, thing)},${value / 4},${settled},${WAYS[value % WAYS.length]}`;
  },
  refused: [
    ',nobody,2026-09-03,1,yes,bus',
    `,${keyOf(1)},2026-09-03,many,yes,bus`,
    `,${keyOf(1)},2026-09-03,1,perhaps,tram`,
  ],
  told: `
    select ${WHO} as who, d.name || ' on ' || f.on_date || ' by ' || f.source as what, concat_ws('|', f.number, f.yes, f.category, s.urn) as says
    from records.measure f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      join records.measure_definition d on d.tenant_id = f.tenant_id and d.id = f.definition_id
      left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id where f.tenant_id = $1`,
};
