import { isThere } from '#db';
import type { FirstStep } from '#web';
import { ruleSetInUse } from './rule-sets.ts';

/** By which rules anybody is noticed, and how many there is help for. */
export const riskFirstSteps: readonly FirstStep[] = [
  {
    id: 'rules',
    order: 50,
    title: 'first-steps.rules.title',
    hint: 'first-steps.rules.hint',
    href: '/rules',
    permission: 'rules.choose',
    isDone: async (tx, { tenantId }) => (await ruleSetInUse(tx, tenantId)) !== undefined,
  },
  {
    id: 'places',
    order: 60,
    title: 'first-steps.places.title',
    hint: 'first-steps.places.hint',
    href: '/places',
    permission: 'places.set',
    isDone: (tx, { tenantId }) =>
      isThere(tx.selectFrom('risk.capacity').select('setting_id').where('tenant_id', '=', tenantId)),
  },
];
