import type { SettingId, TenantId, Tx } from '#db';
import { leftIn } from './left.ts';
import { outcomesOf } from './outcomes.ts';

/** How many years of earlier leavers a school's rate is made of: as many as targets are set by. */
const YEARS = 3;

/**
 * How many of a setting's earlier leavers became NEET, of those known; under null the share of all of them. The
 * simplest rival of a review is to look only at where somebody goes to school. The year itself is never in it.
 */
export async function schoolRates(
  tx: Tx,
  tenantId: TenantId,
  year: number,
): Promise<Map<SettingId | null, number>> {
  const counts = new Map<SettingId | null, { known: number; neet: number }>();
  for (let earlier = year - YEARS; earlier < year; earlier += 1) {
    const left = await leftIn(tx, tenantId, earlier);
    if (left.length === 0) continue;
    const outcomes = await outcomesOf(tx, tenantId, earlier);
    for (const { person_id, setting_id } of left) {
      const outcome = outcomes.get(person_id);
      if (outcome !== 'neet' && outcome !== 'eet') continue;
      for (const at of [setting_id, null]) {
        const count = counts.get(at) ?? { known: 0, neet: 0 };
        count.known += 1;
        if (outcome === 'neet') count.neet += 1;
        counts.set(at, count);
      }
    }
  }
  return new Map([...counts].map(([at, { known, neet }]) => [at, neet / known]));
}
