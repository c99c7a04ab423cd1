import { type MadeUpKind, WHO } from './kind.ts';
import { identityOf, keyOf } from './people.ts';

const KINDS = ['free_school_meals', 'young_carer', 'english_additional_language', 'temporary_accommodation'];

/** From a day on, until a day or not known until when: what is said of it is when it ended, and how well English is known. */
export const circumstanceFiles: MadeUpKind = {
  kind: 'circumstances',
  header: 'upn,source_id,kind,starts_on,ends_on,proficiency',
  row({ person, thing, value }) {
    const kind = KINDS[thing % KINDS.length] ?? '';
    const starts = `20${String(25 - Math.floor(thing / KINDS.length)).padStart(2, '0')}-09-01`;
    const ends = value % 3 ? `2026-0${1 + (value % 7)}-15` : '';
    const proficiency = kind === 'english_additional_language' ? 'ABCDE'[value % 5] : '';
    return `${identityOf(person)},${kind},${starts},${thing < KINDS.length ? ends : ''},${proficiency}`;
  },
  refused: [
    ',nobody,young_carer,2026-09-01,,',
    `,${keyOf(1)},happy,2026-09-01,,`,
    `,${keyOf(1)},young_carer,31/02/2026,,`,
  ],
  told: `
    select ${WHO} as who, f.kind || ' from ' || f.starts_on || ' by ' || f.source as what,
      concat_ws('|', f.present, f.ends_on, f.proficiency, s.urn) as says
    from records.circumstance f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id
      left join people.setting s on s.tenant_id = f.tenant_id and s.id = f.setting_id where f.tenant_id = $1`,
};
