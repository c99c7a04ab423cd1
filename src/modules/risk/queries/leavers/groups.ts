import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import type { Wanted } from '#modules/records';
import { eachOf } from './each-of.ts';
import type { Left } from './left.ts';

/** What a review is checked against, never scored by: whether it treats one group otherwise than another. */
const KINDS = ['english_additional_language', 'free_school_meals', 'looked_after'] as const;

/** Whose group nobody has said is a group too: it must not be found by that alone. */
const UNKNOWN = 'not known';

/**
 * The groups each leaver belongs to, in their order: sex, special educational needs, free school meals, English as an
 * additional language, looked after.
 */
export async function groupsBy(
  tx: Tx,
  tenantId: TenantId,
  left: readonly Left[],
  date: PlainDate,
): Promise<Record<string, string>[]> {
  const wanted: Wanted[] = [
    { measure: 'sen_provision', kind: 'category', to: date, current: true },
    ...KINDS.map(
      (kind): Wanted => ({
        measure: `circumstance.${kind}`,
        kind: 'yes_no',
        to: date,
        current: true,
      }),
    ),
  ];
  const found = await eachOf(tx, tenantId, left, wanted, (facts) => {
    const [provision, ...circumstances] = facts ?? [];
    const groups = KINDS.map((kind, index) => {
      const fact = circumstances[index];
      return [kind, fact?.kind === 'yes_no' ? (fact.value ? 'yes' : 'no') : UNKNOWN];
    });
    return Object.fromEntries([
      ['sen_provision', provision?.kind === 'category' ? provision.value : UNKNOWN],
      ...groups,
    ]);
  });
  return left.map(({ sex }, index) => ({ sex: sex ?? UNKNOWN, ...found[index] }));
}
