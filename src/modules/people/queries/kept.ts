import type { KeptTable } from '#web';

/** What people keeps about young people, as it is read out and erased: in the order in which one points at the other. */
export const peopleKept: readonly KeptTable[] = [
  {
    table: 'people.enrolment',
    by: ['person_id'],
    label: 'merge.tables.enrolments',
    dataClass: 'open',
    also: `(select tutor_group.name from people.tutor_group as tutor_group
      where tutor_group.tenant_id = kept.tenant_id and tutor_group.id = kept.tutor_group_id) as tutor_group`,
  },
  {
    table: 'people.class_place',
    by: ['person_id'],
    label: 'merge.tables.class-places',
    dataClass: 'open',
    also: `(select class.name from people.class as class
      where class.tenant_id = kept.tenant_id and class.id = kept.class_id) as class`,
  },
  {
    table: 'people.move_decision',
    by: ['person_id'],
    label: 'merge.tables.move-decisions',
    dataClass: 'open',
    mayNameOthers: ['reason'],
  },
  { table: 'people.move', by: ['person_id'], label: 'merge.tables.moves', dataClass: 'open' },
  {
    table: 'people.told_apart',
    by: ['person_id', 'other_id'],
    label: 'merge.tables.told-apart',
    dataClass: 'open',
    mayNameOthers: ['reason'],
  },
  {
    table: 'people.unmerging',
    by: ['person_id'],
    through: { column: 'merging_id', table: 'people.merging', by: ['person_id', 'from_id'] },
    label: null,
    dataClass: 'open',
  },
  {
    table: 'people.merging',
    by: ['person_id', 'from_id'],
    label: 'merge.tables.mergings',
    dataClass: 'open',
    mayNameOthers: ['reason'],
  },
  { table: 'people.duplicate', by: ['person_id', 'other_id'], label: null, dataClass: 'open' },
  { table: 'people.second_setting', by: ['person_id'], label: null, dataClass: 'open' },
  {
    table: 'people.own_account',
    by: ['person_id'],
    label: 'own.title',
    dataClass: 'sensitive',
    mayNameOthers: ['name', 'contact'],
  },
  {
    table: 'people.share',
    by: ['person_id'],
    label: 'shares.title',
    dataClass: 'sensitive',
    mayNameOthers: ['recipient', 'contact', 'basis_note'],
  },
  {
    table: 'people.named_adult',
    by: ['person_id'],
    label: 'named.title',
    dataClass: 'open',
    mayNameOthers: ['reason', 'end_reason'],
  },
  {
    table: 'people.break_glass',
    by: ['person_id'],
    label: 'glass.reviews',
    dataClass: 'sensitive',
    mayNameOthers: ['reason', 'review'],
  },
  { table: 'people.name_key', by: ['person_id'], label: null, dataClass: 'open' },
  { table: 'people.person_said', by: ['person_id'], label: 'merge.tables.words', dataClass: 'open' },
  { table: 'people.person_source', by: ['person_id'], label: 'merge.tables.keys', dataClass: 'open' },
  {
    table: 'people.legal_hold',
    by: ['person_id'],
    label: 'kept.holds',
    dataClass: 'sensitive',
    mayNameOthers: ['reason'],
  },
  { table: 'people.person', by: ['id'], label: 'kept.person', dataClass: 'open' },
];
