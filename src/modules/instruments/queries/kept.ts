import type { KeptTable } from '#web';

const instrument = `(select definition.name || ' ' || definition.version from instruments.definition as definition
  where definition.tenant_id = kept.tenant_id and definition.id = kept.definition_id) as instrument`;

/** What instruments keep about young people, as it is read out and erased: whatever hangs on a response goes before it. */
export const instrumentsKept: readonly KeptTable[] = [
  {
    table: 'instruments.own_mark',
    by: ['person_id'],
    label: 'merge.tables.own-marks',
    dataClass: 'sensitive',
  },
  {
    table: 'instruments.call',
    by: ['person_id'],
    label: 'merge.tables.calls',
    dataClass: 'sensitive',
    mayNameOthers: ['done'],
  },
  {
    table: 'instruments.answer',
    by: ['person_id'],
    label: 'merge.tables.answers',
    dataClass: 'sensitive',
    mayNameOthers: ['given'],
  },
  {
    table: 'instruments.file',
    by: ['person_id'],
    label: 'merge.tables.files',
    dataClass: 'sensitive',
    mayNameOthers: ['content', 'author'],
  },
  {
    table: 'instruments.response',
    by: ['person_id'],
    label: 'merge.tables.responses',
    dataClass: 'sensitive',
    mayNameOthers: ['author', 'helped_by'],
    also: instrument,
  },
  {
    table: 'instruments.invitation',
    by: ['person_id'],
    label: 'merge.tables.invitations',
    dataClass: 'open',
    also: instrument,
  },
];
