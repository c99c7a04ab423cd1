import { sql } from 'kysely';
import { repoint } from '#modules/people';
import type { MergePart, MovedRow } from '#web';

/** Kept profiles stay with the young person as what was thought of them then; the current one is made again by the next review. */
export const riskMerge: MergePart = {
  tables: [
    { table: 'risk.profile', label: 'merge.tables.profiles' },
    { table: 'risk.sensitive_detail', label: 'kept.sensitive-detail' },
    { table: 'risk.staff_mark', label: 'merge.tables.marks' },
    { table: 'risk.sensitive_reason', label: 'kept.sensitive-reasons' },
    { table: 'risk.decision', label: 'merge.tables.decisions' },
  ],
  async mergePerson(tx, pair) {
    const { rows } = await sql<{ id: string }>`
      update risk.profile set is_current = false
      where tenant_id = ${pair.tenantId} and person_id = ${pair.from} and is_current returning id`.execute(
      tx,
    );
    const past = rows.map(
      ({ id }): MovedRow => ({
        table: 'risk.profile',
        id,
        before: { is_current: true },
        after: { is_current: false },
      }),
    );
    return [
      ...past,
      ...(await repoint(tx, pair, { table: 'risk.profile' })),
      ...(await repoint(tx, pair, { table: 'risk.sensitive_detail' })),
      ...(await repoint(tx, pair, { table: 'risk.staff_mark' })),
      ...(await repoint(tx, pair, { table: 'risk.sensitive_reason' })),
      ...(await repoint(tx, pair, { table: 'risk.decision' })),
    ];
  },
};
