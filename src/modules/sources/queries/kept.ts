import type { KeptTable } from '#web';

/** What files changed about young people, by which a run can be taken back. Erased with the young person. */
export const sourcesKept: readonly KeptTable[] = [
  { table: 'sources.change', by: ['person_id'], label: 'kept.changes', dataClass: 'sensitive' },
];
