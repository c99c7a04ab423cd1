import type { FieldValue } from '#files';
import { personFacts, type RowFault } from '#modules/people';
import { readExclusionOutcome, readSuspensionKind, readSuspensionReason } from '../rules/index.ts';
import { keepCoverage, undoCoverage } from './keep-coverage.ts';

/**
 * Suspensions and permanent exclusions as a kind of file: one row each, with the day it began. A second file of the same
 * source may mend its length, its end, its reason and what became of it; the day and the kind say which one it is.
 */
export const suspensionsKind = personFacts({
  kind: 'suspensions',
  section: 'suspensions',
  table: {
    entity: 'suspension',
    table: 'records.suspension',
    key: ['person_id', 'kind', 'starts_on'],
    values: ['sessions', 'reason', 'ends_on', 'outcome'],
    about: ['person_id', 'setting_id'],
  },
  codes: { kind: readSuspensionKind, reason: readSuspensionReason, outcome: readExclusionOutcome },
  facts: ({ values }) => {
    const { kind = null, starts_on = null } = values;
    // A blank cell says nothing, and so leaves what an earlier file said.
    const ends_on = values.ends_on ?? undefined;
    const sessions = values.sessions ?? undefined;
    const reason = values.reason ?? undefined;
    const outcome = values.outcome ?? undefined;
    return endsBefore(starts_on, ends_on) ?? [{ kind, starts_on, ends_on, sessions, reason, outcome }];
  },
  after: (tx, run, written) => keepCoverage(tx, run, 'suspension', written),
  undo: [undoCoverage],
});

function endsBefore(from: FieldValue, to: FieldValue | undefined): RowFault | undefined {
  if (typeof from !== 'string' || typeof to !== 'string' || to >= from) return undefined;
  const message = 'The last day is before the first: mend one of the two.';
  return { rule: 'dates.order', field: 'ends_on', found: to, message };
}
