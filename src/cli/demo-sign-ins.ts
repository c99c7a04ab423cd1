import type { Database } from '#db';
import { accountsOf, tenantsOf } from '#modules/identity';
import type { DemoSignIns } from '#web';
import { demoPassword } from '../demo/index.ts';

/** Who can sign in to the made-up organisation; nothing where real people are. */
export async function demoSignIns(db: Database): Promise<DemoSignIns | null> {
  const tenants = await tenantsOf(db);
  const [only] = tenants;
  if (!only?.madeUp || tenants.length > 1) return null;
  return { password: demoPassword, people: await accountsOf(db, only.id) };
}
