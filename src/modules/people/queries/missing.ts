import type { MissingPart } from '#web';
import { unknownFacts } from './who.ts';

const of = {
  name: ['given_name', 'family_name'],
  'date-of-birth': ['date_of_birth'],
  sex: ['sex'],
  year: ['nc_year'],
  upn: ['upn'],
  uln: ['uln'],
  setting: ['setting'],
} as const;

/** What may not be known of who and where somebody is: all of it comes with files of people. */
export const peopleMissing: MissingPart = {
  unknowns: Object.keys(of).map((id) => ({ id, title: `missing.of.${id}`, kind: 'people' })),
  async of(tx, { tenantId, personId }) {
    const unknown = await unknownFacts(tx, { tenantId, personId });
    const missing = Object.entries(of).filter(([, fields]) => fields.some((field) => unknown.has(field)));
    return new Set(missing.map(([id]) => id));
  },
};
