import { randomBytes } from 'node:crypto';
import { type SettingId, type Tx, withActor } from '#db';
import { type Actor, grantRole, type Role, roles } from '#modules/access';
import { newPassword, openAccount } from '#modules/identity';
import { settingNamed } from '#modules/people';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorOrFounder } from '../organisation.ts';

/** Opens an account with a role; prints a first password once. */
export const user: Command = {
  permission: 'accounts.manage',
  usage:
    'user add --email ADDRESS --name NAME --role ROLE [--setting URN|NAME] [--job TEXT] [--data DIR] [--tenant NAME]',
  summary: `Lets somebody sign in. Roles: ${Object.keys(roles).join(', ')}.`,
  options: {
    ...where,
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    setting: { type: 'string' },
    job: { type: 'string' },
  },
  handsOver: true,
  async run(call) {
    if (call.positionals[0] !== 'add') throw new Misused('Say add');
    const [email, name, role] = [needed(call, 'email'), needed(call, 'name'), roleOf(call)];
    const typed = randomBytes(12).toString('base64url');
    const password = await newPassword(typed, email);
    const { actor, found } = await actorOrFounder(call);
    await withActor(await call.database(), actor, async (tx) => {
      await found?.(tx);
      const settingId = await settingOf(tx, actor, call.option('setting'), role);
      const accountId = await openAccount(tx, actor, { email, name, job: call.option('job'), password });
      await grantRole(tx, actor, { accountId, role, settingId, reason: 'opened from the command line' });
    });
    call.io.out(`${name} may sign in as ${email} with the password ${typed}\n`);
    call.io.err('The password is shown this once only.\n');
    return 0;
  },
};

function roleOf(call: Call): Role {
  const role = needed(call, 'role');
  if (!Object.hasOwn(roles, role))
    throw new Misused(`There is no role "${role}": ${Object.keys(roles).join(', ')}`);
  return role as Role;
}

async function settingOf(
  tx: Tx,
  actor: Actor,
  named: string | undefined,
  role: Role,
): Promise<SettingId | null> {
  if (named === undefined) {
    if (roles[role].reach === 'setting')
      throw new Misused(`The role ${role} works at one setting: say which with --setting`);
    return null;
  }
  return settingNamed(tx, actor.tenantId, named);
}
