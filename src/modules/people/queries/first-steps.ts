import { academicYear, type PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import type { FirstStep } from '#web';

/** Settings and young people, and the days on which there is school. */
export const peopleFirstSteps: readonly FirstStep[] = [
  {
    id: 'settings',
    order: 10,
    title: 'first-steps.settings.title',
    hint: 'first-steps.settings.hint',
    href: '/sources/import?kind=establishments',
    permission: 'import.run',
    async isDone(tx, { tenantId }) {
      const one = tx.selectFrom('people.setting').select('id').where('tenant_id', '=', tenantId);
      return (await one.limit(1).executeTakeFirst()) !== undefined;
    },
  },
  {
    id: 'calendar',
    order: 20,
    title: 'first-steps.calendar.title',
    hint: 'first-steps.calendar.hint',
    href: '/calendars',
    permission: 'calendar.edit',
    isDone: hasCalendar,
  },
  {
    id: 'people',
    order: 30,
    title: 'first-steps.people.title',
    hint: 'first-steps.people.hint',
    href: '/sources/import?kind=people',
    permission: 'import.run',
    async isDone(tx, { tenantId }) {
      const one = tx.selectFrom('people.person').select('id').where('tenant_id', '=', tenantId);
      return (await one.limit(1).executeTakeFirst()) !== undefined;
    },
  },
];

/** Whether anybody, the organisation or a setting, has said what this academic year is like. */
async function hasCalendar(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
): Promise<boolean> {
  const found = await tx
    .selectFrom('people.calendar')
    .select('academic_year')
    .where('tenant_id', '=', tenantId)
    .where('academic_year', '=', academicYear(today))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
