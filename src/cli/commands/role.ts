import { withActor } from '#db';
import { endRole, grantRole, rolesGiven, staffRoles } from '#modules/access';
import { Refused } from '#outcome';
import { accountNamed, placeOf, roleNamed } from '../accounts.ts';
import { type Call, type Command, dayGiven, Misused, needed, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** `waymark role grant` and `waymark role end`: what an account may do. */
export const role: Command = {
  permission: 'accounts.manage',
  usage:
    'role grant|end --email ADDRESS --role ROLE [--setting URN|NAME | --cluster NAME] [--from-organisation NAME] [--from DATE] [--until DATE] [--reason TEXT] [--data DIR] [--tenant NAME]',
  summary: `Gives an account a role, or ends it. Roles: ${staffRoles.join(', ')}.`,
  options: {
    ...where,
    email: { type: 'string' },
    role: { type: 'string' },
    setting: { type: 'string' },
    cluster: { type: 'string' },
    'from-organisation': { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    reason: { type: 'string' },
  },
  handsOver: true,
  async run(call) {
    const [verb] = call.positionals;
    if (verb !== 'grant' && verb !== 'end') throw new Misused('Say grant or end');
    await change(call, verb);
    const [name, email] = [roleNamed(call), needed(call, 'email')];
    call.io.out(
      verb === 'grant' ? `${email} has the role ${name}.\n` : `The role ${name} of ${email} has ended.\n`,
    );
    return 0;
  },
};

async function change(call: Call, verb: 'grant' | 'end'): Promise<void> {
  const [email, name] = [needed(call, 'email'), roleNamed(call)];
  const reason = call.option('reason') ?? 'from the command line';
  const [startsOn, endsOn] = [dayGiven(call, 'from'), dayGiven(call, 'until')];
  const actor = await actorFor(call);
  await withActor(await call.database(), actor, async (tx) => {
    const { id: accountId } = await accountNamed(tx, actor, email);
    const place = await placeOf(tx, actor, call, name);
    if (verb === 'grant')
      return grantRole(tx, actor, { accountId, role: name, ...place, reason, startsOn, endsOn });
    const held = (await rolesGiven(tx, actor.tenantId, accountId)).find(
      (given) =>
        given.endedAt === null &&
        given.role === name &&
        given.settingId === place.settingId &&
        given.clusterId === place.clusterId &&
        given.organisationId === place.organisationId,
    );
    if (!held) throw new Refused(`${email} has no such role now.`);
    return endRole(tx, actor, { grantId: held.grantId, reason });
  });
}
