/** For whom a command works, and as whom. */
import { type Database, newId, type TenantId, type Tx } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { foundFirstTenant, tenantsOf } from '#modules/identity';
import { Refused } from '#outcome';
import type { Call } from './command.ts';
import { today } from './today.ts';

/**
 * The actor of a command: everything in one organisation. `--tenant` names it; without it, the only one there is.
 * Refuses when there is none or more than one.
 */
export async function actorFor(call: Call): Promise<Actor> {
  return commandActor(await tenantFor(await call.database(), call), call.io.user, today());
}

/** The organisation that a command is for, as `actorFor` finds it. */
export async function tenantFor(db: Database, call: Pick<Call, 'option'>): Promise<TenantId> {
  const tenant = await chosen(db, call.option('tenant'));
  if (!tenant)
    throw new Refused('There is no organisation here yet: import people first, or run waymark demo.');
  return tenant.id;
}

/**
 * As `actorFor`, but an empty database gets its organisation first: the first import of a new installation. `found`
 * does so, in the transaction of the act itself: what is refused or tried founds nothing. It is there only when needed.
 *
 * @example const { actor, found } = await actorOrFounder(call); withActor(db, actor, async (tx) => { await found?.(tx); … });
 */
export async function actorOrFounder(
  call: Call,
): Promise<{ actor: Actor; found: ((tx: Tx) => Promise<void>) | undefined }> {
  const db = await call.database();
  const tenant = await chosen(db, call.option('tenant'));
  if (tenant?.madeUp)
    call.io.err(
      `${tenant.name} is made up and its passwords stand on its sign-in page: bring nobody real in here.\n`,
    );
  if (tenant) return { actor: commandActor(tenant.id, call.io.user, today()), found: undefined };
  const name = call.option('tenant') ?? 'Our organisation';
  const actor = commandActor(newId<TenantId>(), call.io.user, today());
  const found = async (tx: Tx) => {
    await foundFirstTenant(tx, actor, { name, kind: 'council' });
    call.io.err(`The database is empty: founding the organisation "${name}".\n`);
  };
  return { actor, found };
}

async function chosen(db: Database, name: string | undefined) {
  const tenants = await tenantsOf(db);
  if (name !== undefined) {
    const named = tenants.find((tenant) => tenant.name === name || tenant.id === name);
    if (!named && tenants.length > 0)
      throw new Refused(
        `There is no organisation called "${name}". There are: ${tenants.map((tenant) => tenant.name).join(', ')}.`,
      );
    return named;
  }
  if (tenants.length > 1)
    throw new Refused(
      `Several organisations live here; say which with --tenant: ${tenants.map((tenant) => tenant.name).join(', ')}.`,
    );
  return tenants[0];
}
