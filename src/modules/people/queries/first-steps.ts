import { academicYear } from '#dates';
import { isThere } from '#db';
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
    isDone: (tx, { tenantId }) =>
      isThere(tx.selectFrom('people.setting').select('id').where('tenant_id', '=', tenantId)),
  },
  {
    id: 'calendar',
    order: 20,
    title: 'first-steps.calendar.title',
    hint: 'first-steps.calendar.hint',
    href: '/calendars',
    permission: 'calendar.edit',
    // Of the organisation or of a setting, for this academic year.
    isDone: (tx, { tenantId, today }) =>
      isThere(
        tx
          .selectFrom('people.calendar')
          .select('academic_year')
          .where('tenant_id', '=', tenantId)
          .where('academic_year', '=', academicYear(today)),
      ),
  },
  {
    id: 'people',
    order: 30,
    title: 'first-steps.people.title',
    hint: 'first-steps.people.hint',
    href: '/sources/import?kind=people',
    permission: 'import.run',
    isDone: (tx, { tenantId }) =>
      isThere(tx.selectFrom('people.person').select('id').where('tenant_id', '=', tenantId)),
  },
];
