import { type AccountId, type Database, newId, type TenantId, type Tx, withSignIn } from '#db';
import { record } from '#modules/audit';
import type { FederatedAccountId } from '../../../db/generated/identity/FederatedAccount.ts';
import { openSession } from '../actions/open-session.ts';
import { tenantsOf } from '../queries.ts';
import { plainEmail } from '../rules.ts';
import { hasSecondStep } from '../second-step/ways.ts';
import type { Vouched } from './provider.ts';

export type Entered = { outcome: 'entered'; cookie: string; half: boolean } | { outcome: 'unknown' };

type Found = { tenantId: TenantId; accountId: AccountId; isBound: boolean };

/**
 * Lets in somebody for whom a provider vouches, with the account that they have been before, or, the first time, with the one account
 * that has their e-mail address. From then on the account is theirs whatever their address becomes, and nobody else's who is given
 * that address later. None is opened: an administrator does that, with a role.
 *
 * @param secondStepTrusted the provider's second step counts as ours
 * @example await enter(db, { issuer, subject, email }, { secondStepTrusted: true })
 */
export async function enter(
  db: Database,
  vouched: Vouched,
  { secondStepTrusted }: { secondStepTrusted: boolean },
): Promise<Entered> {
  const found = await accountFor(db, vouched);
  if (!found) return { outcome: 'unknown' };
  const { tenantId, accountId, isBound } = found;
  return withSignIn(db, tenantId, async (tx) => {
    if (!isBound && !(await bind(tx, found, vouched))) return { outcome: 'unknown' };
    const half = !secondStepTrusted && (await hasSecondStep(tx, { tenantId, accountId }));
    const cookie = openSession(
      tx,
      { tenantId, accountId },
      { half, how: 'signed in elsewhere', elsewhere: { secondStep: secondStepTrusted } },
    );
    return { outcome: 'entered', cookie, half };
  });
}

/** One account in all organisations of the installation: of two nobody knows which is meant. */
async function accountFor(db: Database, vouched: Vouched): Promise<Found | undefined> {
  const found: Found[] = [];
  for (const { id: tenantId } of await tenantsOf(db)) {
    const one = await withSignIn(db, tenantId, async (tx) => {
      const bound = await boundTo(tx, tenantId, vouched);
      return bound ?? (await byEmail(tx, tenantId, vouched));
    });
    if (one) found.push(one);
  }
  const bound = found.filter(({ isBound }) => isBound);
  const candidates = bound.length > 0 ? bound : found;
  return candidates.length === 1 ? candidates[0] : undefined;
}

async function boundTo(tx: Tx, tenantId: TenantId, { issuer, subject }: Vouched): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('identity.federated_account as federated')
    .innerJoin('identity.account as account', (join) =>
      join
        .onRef('account.tenant_id', '=', 'federated.tenant_id')
        .onRef('account.id', '=', 'federated.account_id'),
    )
    .select('federated.account_id')
    .where('federated.tenant_id', '=', tenantId)
    .where('federated.issuer', '=', issuer)
    .where('federated.subject', '=', subject)
    .where('account.closed_at', 'is', null)
    .executeTakeFirst();
  return row && { tenantId, accountId: row.account_id, isBound: true };
}

/** An account that is nobody's of this provider yet. */
async function byEmail(tx: Tx, tenantId: TenantId, { issuer, email }: Vouched): Promise<Found | undefined> {
  if (email === undefined) return undefined;
  const row = await tx
    .selectFrom('identity.account as account')
    .select('account.id')
    .where('account.tenant_id', '=', tenantId)
    .where('account.email', '=', plainEmail(email))
    .where('account.closed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('identity.federated_account as federated')
            .select('federated.id')
            .whereRef('federated.tenant_id', '=', 'account.tenant_id')
            .whereRef('federated.account_id', '=', 'account.id')
            .where('federated.issuer', '=', issuer),
        ),
      ),
    )
    .executeTakeFirst();
  return row && { tenantId, accountId: row.id, isBound: false };
}

/** Of two who come at once with the same account, or with the same subject, one is let in. */
async function bind(tx: Tx, { tenantId, accountId }: Found, { issuer, subject }: Vouched): Promise<boolean> {
  const { numInsertedOrUpdatedRows: bound } = await tx
    .insertInto('identity.federated_account')
    .values({ tenant_id: tenantId, id: newId<FederatedAccountId>(), account_id: accountId, issuer, subject })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!bound) return false;
  await record(tx, { tenantId, accountId }, { act: 'account.bound', subjectId: accountId, why: issuer });
  return true;
}
