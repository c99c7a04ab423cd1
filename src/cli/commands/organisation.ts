import { newId, type Tx, withActor } from '#db';
import {
  type Actor,
  endOrganisation,
  type OrganisationId,
  organisationKinds,
  organisationNamed,
  organisationsOf,
  settleOrganisation,
} from '#modules/access';
import { type Call, type Command, dayGiven, Misused, needed, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** `waymark organisation`: agencies and employers whose people have roles here, given with `waymark role grant --from-organisation`. */
export const organisation: Command = {
  permission: 'accounts.manage',
  usage: `organisation add --name NAME --kind ${organisationKinds.join('|')} --agreement TEXT [--until DATE] | organisation renew --name NAME [--agreement TEXT] [--until DATE] | organisation end --name NAME | organisation list [--json] [--data DIR] [--tenant NAME]`,
  summary: 'Adds agencies and employers whose people have roles here, and the agreements to share with them.',
  options: {
    ...where,
    name: { type: 'string' },
    kind: { type: 'string' },
    agreement: { type: 'string' },
    until: { type: 'string' },
    json: { type: 'boolean' },
  },
  handsOver: true,
  async run(call) {
    const [verb] = call.positionals;
    const change = verb === undefined ? undefined : CHANGES[verb];
    if (verb !== 'list' && !change) throw new Misused('Say add, renew, end or list');
    const actor = await actorFor(call);
    await withActor(await call.database(), actor, (tx) =>
      change ? change(tx, actor, call) : list(tx, actor, call),
    );
    return 0;
  },
};

type Change = (tx: Tx, actor: Actor, call: Call) => Promise<void>;

const CHANGES: Readonly<Record<string, Change>> = {
  async add(tx, actor, call) {
    const name = needed(call, 'name');
    const kind = organisationKinds.find((each) => each === needed(call, 'kind'));
    if (!kind) throw new Misused(`An organisation is of the kind ${organisationKinds.join(', ')}`);
    const agreement = needed(call, 'agreement');
    const id = newId<OrganisationId>();
    await settleOrganisation(tx, actor, { id, name, kind, agreement, agreedUntil: dayGiven(call, 'until') });
    call.io.out(`Added ${name}.\n`);
  },
  async renew(tx, actor, call) {
    const found = await organisationNamed(tx, actor.tenantId, needed(call, 'name'));
    const agreement = call.option('agreement') ?? found.agreement ?? '';
    await settleOrganisation(tx, actor, { ...found, agreement, agreedUntil: dayGiven(call, 'until') });
    call.io.out(`The agreement with ${found.name} is renewed.\n`);
  },
  async end(tx, actor, call) {
    const { id, name } = await organisationNamed(tx, actor.tenantId, needed(call, 'name'));
    const count = await endOrganisation(tx, actor, id);
    call.io.out(`${name} works with us no more; ${count} ${count === 1 ? 'role' : 'roles'} ended.\n`);
  },
};

async function list(tx: Tx, { tenantId }: Actor, call: Call): Promise<void> {
  const found = (await organisationsOf(tx, tenantId)).map(
    ({ name, kind, agreement, agreedUntil, given }) => ({
      name,
      kind,
      agreement,
      agreedUntil,
      roles: given.length,
    }),
  );
  if (call.flag('json')) return call.io.out(`${JSON.stringify(found)}\n`);
  for (const { name, kind, agreement, agreedUntil, roles } of found)
    call.io.out(
      `${name} (${kind}), ${roles} ${roles === 1 ? 'role' : 'roles'}: ${agreement ?? 'no agreement written down'}${agreedUntil === null ? '' : `, until ${agreedUntil}`}\n`,
    );
}
