import { type Tx, withActor } from '#db';
import type { Ask, Reply, Route } from '#web';

/** A route for whoever manages accounts. Looking at a list is no change; opening a form for one is, and takes a sign-in that is fresh. */
export function managing(
  method: 'GET' | 'POST',
  path: string,
  handle: (ask: Ask) => Promise<Reply>,
  { stepUp = true }: { stepUp?: boolean } = {},
): Route {
  return { method, path, permission: 'accounts.manage', stepUp, handle };
}

/** Accounts and what roles are given for are of the whole organisation, and whoever manages them need not reach a single young person. */
export function asWhole<T>({ db, actor: { tenantId } }: Ask, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withActor(db, { tenantId, reach: 'whole' }, work);
}
