import { withActor } from '#db';
import { type MaySee, whoMaySee } from '#modules/access';
import { decideMove, type Move, moveOf } from '#modules/people';
import { Refused } from '#outcome';
import type { Ask, ReachSource } from '#web';

/** What a move does to who may see somebody. */
export type SightAfter = { loses: MaySee[]; keeps: MaySee[] };

/**
 * Who would keep and who would lose sight of a young person if they had left the first setting by today. It is decided and asked as it would be,
 * and taken back with its transaction, so that what is said before and what happens afterwards cannot differ.
 *
 * @returns undefined where the move could not be decided today
 */
export async function sightAfter(
  { db, actor, frame, say }: Ask,
  move: Move,
  sources: readonly ReachSource[],
): Promise<SightAfter | undefined> {
  const { tenantId, today } = actor;
  const { personId } = move;
  const organisation = frame.account?.organisation ?? '';
  let found: SightAfter | undefined;
  try {
    await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
      const seers = (settingIds: Move['settingIds']) =>
        whoMaySee(tx, { tenantId, organisation, seen: { personId, settingIds }, today }, sources, say);
      const before = await seers(move.settingIds);
      const wish = { moveId: move.id, decision: 'moved', endsOn: today, reason: 'what if' } as const;
      if (!(await decideMove(tx, actor, wish))) throw new TakenBack();
      const then = await moveOf(tx, actor, move.id);
      const after = new Set((await seers(then?.settingIds ?? [])).map(({ accountId }) => accountId));
      found = {
        loses: before.filter(({ accountId }) => !after.has(accountId)),
        keeps: before.filter(({ accountId }) => after.has(accountId)),
      };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack || error instanceof Refused)) throw error;
  }
  return found;
}

class TakenBack extends Error {}
