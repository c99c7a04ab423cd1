import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { withActor } from '#db';
import { endRole, grantRole, rolesGiven, staffRoles } from '#modules/access';
import { Refused } from '#outcome';
import { accountNamed, placeOf, roleNamed } from '../accounts.ts';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** `waymark role grant` and `waymark role end`: what an account may do. */
export const role: Command = {
  permission: 'accounts.manage',
  usage:
    'role grant|end --email ADDRESS --role ROLE [--setting URN|NAME | --cluster NAME] [--from DATE] [--until DATE] [--reason TEXT] [--data DIR] [--tenant NAME]',
  summary: `Gives an account a role, or ends it. Roles: ${staffRoles.join(', ')}.`,
  options: {
    ...where,
    email: { type: 'string' },
    role: { type: 'string' },
    setting: { type: 'string' },
    cluster: { type: 'string' },
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
  const [startsOn, endsOn] = [dayOf(call, 'from'), dayOf(call, 'until')];
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
        given.clusterId === place.clusterId,
    );
    if (!held) throw new Refused(`${email} has no such role now.`);
    return endRole(tx, actor, { grantId: held.grantId, reason });
  });
}

/** A day that may be given, as `2026-09-01`. */
function dayOf(call: Call, name: 'from' | 'until'): PlainDate | null {
  const typed = call.option(name);
  if (typed === undefined) return null;
  if (!isPlainDate(typed)) throw new Misused(`--${name} is a day, such as 2026-09-01`);
  return plainDate(typed);
}
