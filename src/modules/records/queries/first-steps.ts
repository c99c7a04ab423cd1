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
    async isDone(tx, { tenantId }) {
      const one = tx.selectFrom('records.register').select('person_id').where('tenant_id', '=', tenantId);
      return (await one.limit(1).executeTakeFirst()) !== undefined;
    },
  },
];
