import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import { settleEnded } from '#modules/people';
import { isReviewedWhole, refreshProfiles } from '#modules/risk';
import { type ImportKind, markReviewed, touchedByRuns, unreviewedRuns } from '#modules/sources';

/**
 * After something came in or was taken back: settles who has left by a date given beforehand, reviews again those whom
 * runs have touched since their last review, and lets the database sweep up. The first time on a day everybody is reviewed,
 * because the windows of the rules have moved; so they are after an undoing.
 *
 * @param kinds every kind of import there is
 * @param moved whether anything was written, so that there is something to sweep
 * @returns how many profiles say something new
 * @example const fresh = await reviewAfter(db, actor, importKinds, outcome.added > 0);
 */
export async function reviewAfter(
  db: Database,
  actor: Actor,
  kinds: readonly ImportKind[],
  moved: boolean,
): Promise<number> {
  const { tenantId, today } = actor;
  const fresh = await withActor(db, actor, async (tx) => {
    await settleEnded(tx, actor);
    const runs = await unreviewedRuns(tx, tenantId);
    const whom = (await isReviewedWhole(tx, tenantId, today))
      ? await touchedByRuns(tx, kinds, tenantId, runs)
      : 'everybody';
    const count = await refreshProfiles(tx, actor, today, whom === 'everybody' ? {} : { people: whom });
    await markReviewed(tx, tenantId, runs);
    return count;
  });
  if (moved) await db.settle();
  return fresh;
}
