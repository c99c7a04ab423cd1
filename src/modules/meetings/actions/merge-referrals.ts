import { repoint } from '#modules/people';
import type { MergePart } from '#web';

/** What was put before panels about both records stays; its words name whom they named. */
export const meetingsMerge: MergePart = {
  tables: [
    { table: 'meetings.referral', label: 'merge.tables.referrals' },
    { table: 'meetings.document', label: 'merge.tables.documents' },
  ],
  mergePerson: async (tx, pair) => [
    ...(await repoint(tx, pair, { table: 'meetings.referral' })),
    ...(await repoint(tx, pair, { table: 'meetings.document' })),
  ],
};
