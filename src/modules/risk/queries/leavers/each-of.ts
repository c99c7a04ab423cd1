import type { PersonId, TenantId, Tx } from '#db';
import { type Fact, factsOf, type Wanted } from '#modules/records';

/** Leavers at once: what is read of them has to fit in memory beside everything else. */
const AT_ONCE = 2_000;

/** Reads facts for a few thousand leavers at a time and answers one value for each, in their order. */
export async function eachOf<Value>(
  tx: Tx,
  tenantId: TenantId,
  left: readonly { person_id: PersonId }[],
  wanted: readonly Wanted[],
  valueFrom: (facts: readonly (Fact | undefined)[] | undefined) => Value,
): Promise<Value[]> {
  const values: Value[] = [];
  for (let start = 0; start < left.length; start += AT_ONCE) {
    const some = left.slice(start, start + AT_ONCE);
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last) break;
    const only = some.map(({ person_id }) => person_id);
    const facts = await factsOf(tx, { tenantId, first: first.person_id, last: last.person_id, only }, wanted);
    for (const { person_id } of some) values.push(valueFrom(facts.get(person_id)));
  }
  return values;
}
