import { plainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { activityGroup, factsOf, type Wanted } from '#modules/records';
import type { Outcome } from '../../rules/index.ts';

/** The latest activity from the September after to the end of February, when the published figures are counted. */
export async function outcomesOf(
  tx: Tx,
  tenantId: TenantId,
  year: number,
): Promise<Map<PersonId, Outcome | 'out'>> {
  const wanted: Wanted = {
    measure: 'activity',
    kind: 'category',
    from: plainDate(`${year + 1}-09-01`),
    to: plainDate(`${year + 2}-02-28`),
    current: false,
  };
  const outcomes = new Map<PersonId, Outcome | 'out'>();
  const everybody = {
    tenantId,
    first: '00000000-0000-0000-0000-000000000000' as PersonId, // the least and the greatest id
    last: 'ffffffff-ffff-ffff-ffff-ffffffffffff' as PersonId,
  };
  for (const [personId, [fact]] of await factsOf(tx, everybody, [wanted])) {
    const group = fact?.kind === 'category' ? activityGroup(fact.value) : undefined;
    if (group) outcomes.set(personId, group);
  }
  return outcomes;
}
