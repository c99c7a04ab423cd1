import type { PlainDate } from '#dates';
import { type Database, withActor } from '#db';
import { serverActor } from '#modules/access';
import { tenantsOf } from '#modules/identity';
import { type Fault, faultOf, type Module } from '#web';
import { type Tending, tendEvery } from './tend-every.ts';

const EVERY_MINUTE = 60_000;

/**
 * What modules do every minute while a server runs, in every organisation. A fault of one is reported and keeps no other from its turn.
 *
 * @example const tending = tendModules(db, modules, today, report); …; await tending.close();
 */
export function tendModules(
  db: Database,
  modules: readonly Module[],
  today: () => PlainDate,
  report: (fault: Fault) => void,
): Tending {
  return tendEvery(EVERY_MINUTE, () => tendOnce(db, modules, today(), report));
}

/** One turn of everything. */
export async function tendOnce(
  db: Database,
  modules: readonly Module[],
  today: PlainDate,
  report: (fault: Fault) => void,
): Promise<void> {
  const all = modules.flatMap(({ tended = [] }) => tended);
  for (const { what, tend } of all)
    try {
      for (const { id } of await tenantsOf(db)) {
        const actor = serverActor(id, 'server', today);
        await withActor(db, actor, (tx) => tend(tx, actor));
      }
    } catch (error) {
      report(faultOf(error, what));
    }
}
