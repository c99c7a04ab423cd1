import { newId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { Tier } from '../rules/index.ts';

type CapacityId = string & { __brand: 'risk.capacity' };

/**
 * Says how many young people a setting can really help at some tiers from now on. What it said before stays on record.
 * Saying the same again changes nothing.
 *
 * Refuses a setting that the actor does not reach.
 *
 * @example await setCapacity(tx, actor, ashdale, { targeted: 24, intensive: 6 });
 */
export async function setCapacity(
  tx: Tx,
  actor: Actor,
  settingId: SettingId,
  places: Partial<Record<Exclude<Tier, 'universal'>, number>>,
): Promise<void> {
  if (actor.reach !== 'whole' && !actor.reach.settings.includes(settingId))
    throw new Refused(
      'The places of a setting are set by somebody who works there, or for the whole organisation.',
    );
  for (const [tier, number] of Object.entries(places)) {
    const standing = await tx
      .selectFrom('risk.capacity')
      .select('places')
      .where('tenant_id', '=', actor.tenantId)
      .where('setting_id', '=', settingId)
      .where('tier', '=', tier)
      .orderBy('set_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (standing?.places === number) continue;
    await tx
      .insertInto('risk.capacity')
      .values({
        tenant_id: actor.tenantId,
        id: newId<CapacityId>(),
        setting_id: settingId,
        tier,
        places: number,
        account_id: actor.accountId,
        author: actor.name,
        set_on: actor.today,
      })
      .execute();
    await record(tx, actor, { act: 'places.set', subjectId: settingId, why: tier, number });
  }
}
