import type { AccountId } from '#db';
import { recentActs } from '#modules/audit';
import type { ToldPart } from '#web';

/** What is done to an account, or with it, of which whoever it is hears by another way than the account (OWASP ASVS 5.0, 6.3.5 and 6.3.7). */
const ACTS = [
  'account.password_changed',
  'account.password_replaced',
  'account.second_step_added',
  'account.second_step_removed',
  'account.recovery_code_used',
  'account.locked',
] as const;

export const identityTold: readonly ToldPart[] = ACTS.map((act) => ({
  kind: act.replace('.', '-'),
  href: '/account',
  async find(tx, { actor: { tenantId }, since }) {
    const acts = await recentActs(tx, tenantId, { acts: [act], since });
    return acts.flatMap(({ id, subjectId }) =>
      subjectId === null ? [] : [{ aboutId: id, to: [subjectId as AccountId] }],
    );
  },
}));
