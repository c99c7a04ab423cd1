import { type Database, type TenantId, withActor } from '#db';
import { addHead, headOf, readHeads, sealEntries } from '#modules/audit';
import { tenantsOf } from '#modules/identity';
import { type Fault, faultOf } from '#web';

const SEAL_EVERY = 5_000;
const TELL_EVERY = 10 * 60_000;

/**
 * What a server does for the audit beside its pages: every few seconds it seals what was recorded, and every ten minutes it
 * adds where each chain ends to a file. Closed, it does both once more.
 *
 * @param path the file of heads; undefined to keep none
 * @example const seals = await tendSeals(db, 'data/audit-heads.jsonl', report); …; await seals.close();
 */
export async function tendSeals(
  db: Database,
  path: string | undefined,
  report: (fault: Fault) => void,
): Promise<{ close(): Promise<void> }> {
  let underWay = Promise.resolve();
  const next = (work: () => Promise<unknown>, what: string) => {
    underWay = underWay.then(work).then(
      () => undefined,
      (error: unknown) => report(faultOf(error, what)),
    );
    return underWay;
  };
  const seal = () => next(async () => sealAll(db, await tenantsOf(db)), 'sealing the audit');
  const tell = () =>
    next(async () => tellHeads(db, await tenantsOf(db), path), 'keeping the heads of the audit');
  await seal();
  await tell();
  // One that takes longer than the pause is not asked again meanwhile.
  let isSealing = false;
  const sealing = setInterval(() => {
    if (isSealing) return;
    isSealing = true;
    void seal().finally(() => {
      isSealing = false;
    });
  }, SEAL_EVERY).unref();
  const telling = setInterval(() => void tell(), TELL_EVERY).unref();
  return {
    async close() {
      clearInterval(sealing);
      clearInterval(telling);
      await seal();
      await tell();
    },
  };
}

type Tenants = readonly { id: TenantId }[];

/** Seals what these organisations have waiting. @returns how many entries were sealed */
export async function sealAll(db: Database, tenants: Tenants): Promise<number> {
  let sealed = 0;
  for (const { id } of tenants) sealed += await sealEntries(db, id);
  return sealed;
}

/**
 * Adds the end of every chain that has grown since to the file of heads.
 *
 * @returns how many were added
 */
export async function tellHeads(db: Database, tenants: Tenants, path: string | undefined): Promise<number> {
  if (path === undefined) return 0;
  const known = new Set((await readHeads(path)).map(({ tenantId, number }) => `${tenantId} ${number}`));
  let added = 0;
  for (const { id: tenantId } of tenants) {
    const head = await withActor(db, { tenantId, reach: 'whole' }, (tx) => headOf(tx, tenantId));
    if (!head || known.has(`${tenantId} ${head.number}`)) continue;
    addHead(path, head);
    added += 1;
  }
  return added;
}
