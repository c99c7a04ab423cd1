import { randomBytes } from 'node:crypto';
import { type Tx, withActor } from '#db';
import { type Actor, closeAccountOf, grantRole, rolesGiven, staffRoles } from '#modules/access';
import {
  endSessions,
  type ManagedAccount,
  managedAccounts,
  newPassword,
  openAccount,
  removeWays,
  reopenAccount,
  replacePassword,
  requireSecondStep,
} from '#modules/identity';
import { accountNamed, placeOf, roleNamed } from '../accounts.ts';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorFor, actorOrFounder } from '../organisation.ts';

/** Accounts from the command line: for the first of them, and for whoever has locked themselves out. */
export const user: Command = {
  permission: 'accounts.manage',
  usage:
    'user add --email ADDRESS --name NAME --role ROLE [--setting URN|NAME | --cluster NAME] [--from-organisation NAME] [--job TEXT] | user list [--json] | user password|close|open|forget-app --email ADDRESS | user second-step required|optional [--data DIR] [--tenant NAME]',
  summary: `Lets somebody sign in, and manages accounts. Roles: ${staffRoles.join(', ')}.`,
  options: {
    ...where,
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    setting: { type: 'string' },
    cluster: { type: 'string' },
    'from-organisation': { type: 'string' },
    job: { type: 'string' },
    json: { type: 'boolean' },
  },
  handsOver: true,
  run(call) {
    const [verb] = call.positionals;
    if (verb === 'add') return add(call);
    if (verb === 'list') return list(call);
    if (verb === 'password') return password(call);
    if (verb === 'close') return managed(call, 'is closed and signed out everywhere', closeAccountOf);
    if (verb === 'open') return managed(call, 'is open again', reopenAccount);
    if (verb === 'forget-app')
      return managed(call, 'signs in with the password alone now', async (tx, actor, accountId) => {
        await removeWays(tx, actor, { accountId, only: null, why: 'from the command line' });
        await endSessions(tx, actor, { accountId, why: 'its second step was removed' });
      });
    if (verb === 'second-step') return secondStep(call);
    throw new Misused('Say add, list, password, close, open, forget-app or second-step');
  },
};

async function add(call: Call): Promise<number> {
  const [email, name, role] = [needed(call, 'email'), needed(call, 'name'), roleNamed(call)];
  const typed = firstPassword();
  const hash = await newPassword(typed, email);
  const { actor, found } = await actorOrFounder(call);
  await withActor(await call.database(), actor, async (tx) => {
    await found?.(tx);
    const place = await placeOf(tx, actor, call, role);
    const accountId = await openAccount(tx, actor, { email, name, job: call.option('job'), password: hash });
    await grantRole(tx, actor, { accountId, role, ...place, reason: 'opened from the command line' });
  });
  sayPassword(call, name, email, typed);
  return 0;
}

async function list(call: Call): Promise<number> {
  const actor = await actorFor(call);
  const found = await withActor(await call.database(), actor, async (tx) => {
    const given = await rolesGiven(tx, actor.tenantId);
    return (await managedAccounts(tx, actor.tenantId)).map((account) => ({
      ...account,
      roles: given
        .filter(({ accountId, endedAt }) => accountId === account.id && endedAt === null)
        .map(({ role, settingId, cluster, organisation }) => ({ role, settingId, cluster, organisation })),
    }));
  });
  if (call.flag('json')) call.io.out(`${JSON.stringify(found)}\n`);
  else for (const account of found) call.io.out(`${inWords(account)}\n`);
  return 0;
}

function inWords({
  email,
  name,
  closedAt,
  lastSeenAt,
  secondStep,
  roles: held,
}: ManagedAccount & { roles: readonly { role: string }[] }): string {
  const state = closedAt === null ? `last here ${lastSeenAt?.slice(0, 16) ?? 'never'}` : 'closed';
  const steps = secondStep ? '; 2-step sign-in' : '';
  const roleWords = [...new Set(held.map(({ role }) => role))].join(', ') || 'no role';
  return `${email}  ${name}: ${roleWords}; ${state}${steps}`;
}

async function password(call: Call): Promise<number> {
  const email = needed(call, 'email');
  const typed = firstPassword();
  const hash = await newPassword(typed, email);
  let name = '';
  await change(call, email, async (tx, actor, account) => {
    await replacePassword(tx, actor, account.id, hash);
    name = account.name;
  });
  sayPassword(call, name, email, typed);
  return 0;
}

async function managed(
  call: Call,
  became: string,
  act: (tx: Tx, actor: Actor, accountId: ManagedAccount['id']) => Promise<void>,
): Promise<number> {
  const email = needed(call, 'email');
  await change(call, email, (tx, actor, { id }) => act(tx, actor, id));
  call.io.out(`${email} ${became}.\n`);
  return 0;
}

/** Whether the organisation wants a second step of everybody who sees young people, brings files in or manages accounts. */
async function secondStep(call: Call): Promise<number> {
  const wanted = call.positionals[1];
  if (wanted !== 'required' && wanted !== 'optional') throw new Misused('Say required or optional');
  const actor = await actorFor(call);
  await withActor(await call.database(), actor, (tx) => requireSecondStep(tx, actor, wanted === 'required'));
  call.io.out(`2-step sign-in is ${wanted}.\n`);
  return 0;
}

async function change(
  call: Call,
  email: string,
  act: (tx: Tx, actor: Actor, account: ManagedAccount) => Promise<void>,
): Promise<void> {
  const actor = await actorFor(call);
  await withActor(await call.database(), actor, async (tx) => {
    await act(tx, actor, await accountNamed(tx, actor, email));
  });
}

function firstPassword(): string {
  return randomBytes(12).toString('base64url');
}

function sayPassword(call: Call, name: string, email: string, typed: string): void {
  call.io.out(`${name} may sign in as ${email} with the password ${typed}\n`);
  call.io.err('The password is shown this once only.\n');
}
