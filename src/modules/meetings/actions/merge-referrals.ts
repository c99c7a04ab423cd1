import { repoint } from '#modules/people';
import type { MergePart } from '#web';

/** What was put before panels about both records stays; its words name whom they named. */
export const meetingsMerge: MergePart = {
  tables: [{ table: 'meetings.referral', label: 'merge.tables.referrals' }],
  mergePerson: (tx, pair) => repoint(tx, pair, { table: 'meetings.referral' }),
};
