import { basename } from 'node:path';
import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import { settleEnded } from '#modules/people';
import { refreshProfiles } from '#modules/risk';
import { type ImportCall, type ImportKind, keepStop, type Outcome, Stopped } from '#modules/sources';
import { Refused } from '#outcome';

/**
 * Brings one file in under its kind. A file that is refused as a whole is kept on record with the reason, so that the
 * sources page can say why nothing came.
 *
 * @example const outcome = await bringIn(db, actor, kind, { path: 'people.csv', source: 'mis', dryRun: false });
 */
export async function bringIn(
  db: Database,
  actor: Actor,
  kind: ImportKind,
  call: ImportCall,
): Promise<Outcome> {
  try {
    return await kind.bringIn(db, actor, call);
  } catch (error) {
    // An organisation that this very import would have founded is not there to keep anything.
    const isFounded = call.first === undefined;
    if (error instanceof Refused && !(error instanceof Stopped) && !call.dryRun && isFounded)
      await keepRefused(db, actor, kind, call, error);
    throw error;
  }
}

async function keepRefused(
  db: Database,
  actor: Actor,
  { kind }: ImportKind,
  { path, source }: ImportCall,
  { message }: Refused,
): Promise<void> {
  const file = { kind, source, file: basename(path), sha256: null };
  await keepStop(db, actor, file, 'file', message);
}

/**
 * Settles who has left by a date given beforehand, reviews everybody again after something came in, and lets the database sweep up.
 *
 * @returns how many profiles say something new
 */
export async function reviewAfter(db: Database, actor: Actor, moved: boolean): Promise<number> {
  const fresh = await withActor(db, actor, async (tx) => {
    await settleEnded(tx, actor);
    return refreshProfiles(tx, actor, actor.today);
  });
  if (moved) await db.settle();
  return fresh;
}
