import { repoint } from '#modules/people';
import type { MergePart } from '#web';

/** What was asked and answered of both records stays; whoever was asked twice in one campaign was asked once. */
export const instrumentsMerge: MergePart = {
  tables: [
    { table: 'instruments.invitation', label: 'merge.tables.invitations' },
    { table: 'instruments.response', label: 'merge.tables.responses' },
    { table: 'instruments.answer', label: 'merge.tables.answers' },
    { table: 'instruments.file', label: 'merge.tables.files' },
    { table: 'instruments.call', label: 'merge.tables.calls' },
    { table: 'instruments.own_mark', label: 'merge.tables.own-marks' },
  ],
  async mergePerson(tx, pair) {
    return [
      ...(await repoint(tx, pair, { table: 'instruments.invitation' })),
      ...(await repoint(tx, pair, { table: 'instruments.response' })),
      ...(await repoint(tx, pair, { table: 'instruments.answer' })),
      ...(await repoint(tx, pair, { table: 'instruments.file' })),
      ...(await repoint(tx, pair, { table: 'instruments.call' })),
      ...(await repoint(tx, pair, { table: 'instruments.own_mark' })),
    ];
  },
};
