import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type AccountId, newId, type TenantId, type Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import { Problems, Refused } from '#outcome';
import type { AuthenticatorId } from '../../../db/generated/identity/Authenticator.ts';
import type { PasskeyId } from '../../../db/generated/identity/Passkey.ts';
import type { RecoveryCodeId } from '../../../db/generated/identity/RecoveryCode.ts';
import { counterOf, newRecoveryCodes, newSecret, recoveryHash } from './codes.ts';

type Whose = { tenantId: TenantId; accountId: AccountId };

/** An authenticator app that counts: a code from it has been typed in. */
export type App = { id: AuthenticatorId; name: string; addedAt: string; lastUsedAt: string | null };

/** A passkey that somebody has added. */
export type Passkey = { id: PasskeyId; name: string; addedAt: string; lastUsedAt: string | null };

/** What an account has for its second step. Read where somebody is signed in, with the role that may. */
export type SecondStep = { apps: App[]; passkeys: Passkey[]; codesLeft: number };

/** As many apps as somebody needs who has two telephones and forgets one. */
const MOST_APPS = 5;

/** That an account has an app or a passkey which was added and not removed. @param of the columns that say which account */
export function hasWay(of: {
  tenantId: RawBuilder<unknown>;
  accountId: RawBuilder<unknown>;
}): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    exists (select from identity.authenticator as authenticator where authenticator.tenant_id = ${of.tenantId}
      and authenticator.account_id = ${of.accountId} and authenticator.confirmed_at is not null and authenticator.removed_at is null)
    or exists (select from identity.passkey as passkey where passkey.tenant_id = ${of.tenantId}
      and passkey.account_id = ${of.accountId} and passkey.removed_at is null))`;
}

/** Whether signing in takes a second step: an app or a passkey was added and not removed. */
export async function hasSecondStep(tx: Tx, { tenantId, accountId }: Whose): Promise<boolean> {
  const of = { tenantId: sql`${tenantId}`, accountId: sql`${accountId}` };
  const { rows } = await sql<{ has: boolean }>`select ${hasWay(of)} as has`.execute(tx);
  return rows[0]?.has === true;
}

/** The apps and passkeys of an account in the order in which they were added, and how many recovery codes are left. */
export async function secondStepOf(tx: Tx, { tenantId, accountId }: Whose): Promise<SecondStep> {
  const { rows: apps } = await sql<App>`
    select authenticator.id, authenticator.name, authenticator.confirmed_at as "addedAt", authenticator.last_used_at as "lastUsedAt"
    from identity.authenticator as authenticator
    where authenticator.tenant_id = ${tenantId} and authenticator.account_id = ${accountId}
      and authenticator.confirmed_at is not null and authenticator.removed_at is null
    order by authenticator.confirmed_at, authenticator.id`.execute(tx);
  const { rows: passkeys } = await sql<Passkey>`
    select passkey.id, passkey.name, passkey.added_at as "addedAt", passkey.last_used_at as "lastUsedAt" from identity.passkey as passkey
    where passkey.tenant_id = ${tenantId} and passkey.account_id = ${accountId} and passkey.removed_at is null
    order by passkey.added_at, passkey.id`.execute(tx);
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from identity.recovery_code as code
    where code.tenant_id = ${tenantId} and code.account_id = ${accountId} and code.used_at is null`.execute(
    tx,
  );
  return { apps, passkeys, codesLeft: rows[0]?.left ?? 0 };
}

/** The secret of an app that is being added and has not shown a code yet. */
export async function pendingSecret(tx: Tx, { tenantId, accountId }: Whose): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity.authenticator')
    .select('secret')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('begun_at', '>', sql<string>`now() - interval '1 hour'`)
    .orderBy('begun_at', 'desc')
    .executeTakeFirst();
  return row?.secret;
}

/**
 * Begins to add an app: a new secret, which counts for nothing until a code from it was typed in. One that was begun before is
 * put aside. Refuses a sixth.
 *
 * @example await beginApp(tx, session);
 */
export async function beginApp(tx: Tx, { tenantId, accountId }: Whose): Promise<void> {
  const { apps } = await secondStepOf(tx, { tenantId, accountId });
  if (apps.length >= MOST_APPS)
    throw new Refused(`An account has at most ${MOST_APPS} authenticator apps. Remove one first.`);
  await tx
    .updateTable('identity.authenticator')
    .set({ removed_at: sql<string>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .where('removed_at', 'is', null)
    .execute();
  await tx
    .insertInto('identity.authenticator')
    .values({
      tenant_id: tenantId,
      id: newId<AuthenticatorId>(),
      account_id: accountId,
      name: '',
      secret: newSecret(),
    })
    .execute();
}

/**
 * Adds the app that was begun, by a code from it. With the first one come recovery codes, which are answered once and kept as
 * hashes; with another one the codes stay as they are and null is answered.
 *
 * Throws `Problems` for `code` where it is not right, and `Refused` where no app was begun in the last hour.
 *
 * @param at milliseconds of the real clock
 */
export async function confirmApp(
  tx: Tx,
  whose: Whose,
  { typed, name, at }: { typed: string; name: string; at: number },
): Promise<string[] | null> {
  const { tenantId, accountId } = whose;
  const secret = await pendingSecret(tx, whose);
  if (secret === undefined) throw new Refused('Nothing is being set up any more. Begin again.');
  const counter = counterOf({ secret, typed, at, lastCounter: null });
  if (counter === undefined)
    throw new Problems([{ field: 'code', message: 'This is not the code that the app shows now' }]);
  const first = !(await hasSecondStep(tx, whose));
  await tx
    .updateTable('identity.authenticator')
    .set({ confirmed_at: sql<string>`now()`, name, last_counter: counter })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('secret', '=', secret)
    .execute();
  await record(tx, whose, { act: 'account.second_step_added', subjectId: accountId, why: 'an app' });
  return first ? replaceRecoveryCodes(tx, whose) : null;
}

/** Ten new recovery codes, answered once; those of before count no longer. */
export async function replaceRecoveryCodes(tx: Tx, { tenantId, accountId }: Whose): Promise<string[]> {
  await spendRecoveryCodes(tx, { tenantId, accountId });
  const codes = newRecoveryCodes();
  await tx
    .insertInto('identity.recovery_code')
    .values(
      codes.map((code) => ({
        tenant_id: tenantId,
        id: newId<RecoveryCodeId>(),
        account_id: accountId,
        code_sha256: recoveryHash(code),
      })),
    )
    .execute();
  const doer = { tenantId, accountId };
  await record(tx, doer, { act: 'account.recovery_codes_made', subjectId: accountId, why: 'asked for' });
  return codes;
}

async function spendRecoveryCodes(tx: Tx, { tenantId, accountId }: Whose): Promise<void> {
  await tx
    .updateTable('identity.recovery_code')
    .set({ used_at: sql<string>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Removes an app or a passkey of an account, or with null all of them. With the last one the recovery codes end too, and signing in takes the
 * password only, until one is added again.
 *
 * @returns how many were removed
 * @example await removeWays(tx, actor, { accountId, only: null, why: 'a lost telephone' });
 */
export async function removeWays(
  tx: Tx,
  doer: Doer,
  { accountId, only, why }: { accountId: AccountId; only: string | null; why: string },
): Promise<number> {
  const whose = { tenantId: doer.tenantId, accountId };
  const { rows } = await sql`
    with apps as (
      update identity.authenticator as authenticator set removed_at = now()
      where authenticator.tenant_id = ${doer.tenantId} and authenticator.account_id = ${accountId}
        and authenticator.removed_at is null and authenticator.confirmed_at is not null
        and (${only}::uuid is null or authenticator.id = ${only}::uuid)
      returning authenticator.id
    ), passkeys as (
      update identity.passkey as passkey set removed_at = now()
      where passkey.tenant_id = ${doer.tenantId} and passkey.account_id = ${accountId} and passkey.removed_at is null
        and (${only}::uuid is null or passkey.id = ${only}::uuid)
      returning passkey.id
    )
    select id from apps union all select id from passkeys`.execute(tx);
  if (rows.length === 0) return 0;
  if (!(await hasSecondStep(tx, whose))) await spendRecoveryCodes(tx, whose);
  await record(tx, doer, {
    act: 'account.second_step_removed',
    subjectId: accountId,
    why,
    number: rows.length,
  });
  return rows.length;
}
