import { type Database, withSignIn } from '#db';
import { tenantsOf } from '#modules/identity';
import { castPassword } from '#test/cast';
import type { DemoSignIns } from '#web';

/** Who can sign in to the made-up organisation; nothing where real people are. */
export async function demoSignIns(db: Database): Promise<DemoSignIns | null> {
  const tenants = await tenantsOf(db);
  const [only] = tenants;
  if (!only?.madeUp || tenants.length > 1) return null;
  const people = await withSignIn(db, only.id, (tx) =>
    tx
      .selectFrom('identity.account')
      .select(['name', 'job', 'email'])
      .where('tenant_id', '=', only.id)
      .orderBy('opened_at')
      .orderBy('id')
      .execute(),
  );
  return { password: castPassword, people: people.map(({ name, job, email }) => ({ name, job: job ?? '', email })) };
}
