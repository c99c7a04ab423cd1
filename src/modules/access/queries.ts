import type { PlainDate } from '#dates';
import { type Database, type PersonId, type SettingId, type Tx, withActor } from '#db';
import type { Session } from '#modules/identity';
import type { ReachSource } from '#web';
import { isRole } from './permissions.ts';
import type { Grant, Granted, Known } from './reach.ts';

/** What of a session access needs. */
export type Whose = Pick<Session, 'tenantId' | 'accountId' | 'name' | 'organisation'>;

/** The grants of an account, oldest first. */
export async function grantsOf(tx: Tx, { tenantId, accountId }: Whose): Promise<Grant[]> {
  const rows = await tx
    .selectFrom('access.role_grant')
    .select(['role', 'setting_id'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .orderBy('granted_at')
    .orderBy('id')
    .execute();
  // A role that this version no longer knows allows nothing.
  return rows.flatMap(({ role, setting_id: settingId }) => (isRole(role) ? [{ role, settingId }] : []));
}

/** Asks the modules for the people and places of somebody's grants, in one transaction, and only where it matters. */
export async function lookUp(
  db: Database,
  { tenantId, accountId, organisation }: Whose,
  today: PlainDate,
  granted: Granted,
  sources: readonly ReachSource[],
): Promise<Known> {
  const settingNames = new Map<SettingId, string>();
  const ownPeople = new Map<PersonId, string>();
  const nothing = granted.whole !== undefined || (granted.settings.size === 0 && !granted.own);
  if (nothing) return { organisation, settingNames, ownPeople };
  const settingIds = [...granted.settings.keys()];
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    for (const source of sources) {
      for (const [id, name] of (await source.settingNames?.(tx, { tenantId, settingIds })) ?? [])
        settingNames.set(id, name);
      if (!granted.own) continue;
      for (const { personId, why } of (await source.ownPeople?.(tx, { tenantId, accountId, today })) ?? []) {
        if (!ownPeople.has(personId)) ownPeople.set(personId, why);
      }
    }
  });
  return { organisation, settingNames, ownPeople };
}
