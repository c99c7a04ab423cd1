import { type Database, withActor } from '#db';
import { tenantsOf } from '#modules/identity';
import { type ImportKind, sweepUploads } from '#modules/sources';
import { type Fault, faultOf } from '#web';
import { runnerOf } from './runner.ts';
import { sweepTemporary } from './temporary.ts';

const MINUTE = 60_000;

/**
 * What a server does for imports by page beside its pages: at the start it sets right what a killed one left, then it
 * tidies up once an hour. Whoever closes the server closes this first, so that nothing is cut off in the middle.
 *
 * @example const imports = await tendImports(db, importKinds); …; await imports.close();
 */
export async function tendImports(
  db: Database,
  kinds: readonly ImportKind[],
  report: (fault: Fault) => void,
): Promise<{ close(): Promise<void> }> {
  const runner = runnerOf(db, kinds, report);
  await sweepTemporary();
  // The embedded database has one process; whatever it finds under way nobody works on any more.
  await sweep(db.kind === 'embedded');
  const again = setInterval(() => {
    sweep(false).catch((error: unknown) => report(faultOf(error, 'sweeping imports')));
  }, MINUTE).unref();
  return {
    async close() {
      clearInterval(again);
      await runner.close();
    },
  };

  async function sweep(alone: boolean): Promise<void> {
    let erased = 0;
    for (const { id: tenantId } of await tenantsOf(db)) {
      const who = { tenantId, reach: 'whole' } as const;
      erased += await withActor(db, who, (tx) =>
        sweepUploads(tx, tenantId, { alone, inHand: runner.inHand() }),
      );
    }
    if (erased > 0) await db.settle();
  }
}
