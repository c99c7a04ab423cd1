import { personFacts } from '#modules/people';
import { readSuspensionKind, readSuspensionReason } from '../rules/index.ts';

/**
 * Suspensions and permanent exclusions as a kind of file: one row each, with the day it began. A second file of the same
 * source may mend its length and reason; the day and the kind say which one it is.
 */
export const suspensionsKind = personFacts({
  kind: 'suspensions',
  section: 'suspensions',
  table: {
    entity: 'suspension',
    table: 'records.suspension',
    key: ['person_id', 'kind', 'starts_on'],
    values: ['sessions', 'reason'],
    about: ['person_id', 'setting_id'],
  },
  codes: { kind: readSuspensionKind, reason: readSuspensionReason },
  facts: ({ values: { kind = null, starts_on = null, sessions = null, reason = null } }) => [
    { kind, starts_on, sessions, reason },
  ],
});
