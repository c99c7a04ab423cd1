import { isThere } from '#db';
import type { FirstStep } from '#web';

/** Without registers most of what there is to notice is not known. */
export const recordsFirstSteps: readonly FirstStep[] = [
  {
    id: 'registers',
    order: 40,
    title: 'first-steps.registers.title',
    hint: 'first-steps.registers.hint',
    href: '/sources/import?kind=registers',
    permission: 'import.run',
    isDone: (tx, { tenantId }) =>
      isThere(tx.selectFrom('records.register').select('person_id').where('tenant_id', '=', tenantId)),
  },
];
