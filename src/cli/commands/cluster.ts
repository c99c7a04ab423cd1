import { newId, type SettingId, type Tx, withActor } from '#db';
import {
  type Actor,
  type Cluster,
  type ClusterId,
  clusterKinds,
  clusterNamed,
  clustersOf,
  endCluster,
  settleCluster,
} from '#modules/access';
import { settingNamed, settingsOf } from '#modules/people';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** `waymark cluster`: settings that work together. Roles are given for one with `waymark role grant --cluster`. */
export const cluster: Command = {
  permission: 'accounts.manage',
  usage: `cluster add --name NAME --kind ${clusterKinds.join('|')} | cluster join|leave --name NAME --setting URN|NAME | cluster end --name NAME | cluster list [--json] [--data DIR] [--tenant NAME]`,
  summary: 'Makes clusters of settings, puts settings into them, and lists them.',
  options: {
    ...where,
    name: { type: 'string' },
    kind: { type: 'string' },
    setting: { type: 'string' },
    json: { type: 'boolean' },
  },
  handsOver: true,
  async run(call) {
    const [verb] = call.positionals;
    const change = verb === undefined ? undefined : CHANGES[verb];
    if (verb !== 'list' && !change) throw new Misused('Say add, join, leave, end or list');
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
    const kind = clusterKinds.find((each) => each === needed(call, 'kind'));
    if (!kind) throw new Misused(`A cluster is of the kind ${clusterKinds.join(' or ')}`);
    await settleCluster(tx, actor, { id: newId<ClusterId>(), name, kind, joining: [], leaving: [] });
    call.io.out(`Made the cluster ${name}.\n`);
  },
  async join(tx, actor, call) {
    const { found, settingId, setting } = await meant(tx, actor, call);
    await settleCluster(tx, actor, { ...found, joining: [settingId], leaving: [] });
    call.io.out(`${setting} belongs to ${found.name}.\n`);
  },
  async leave(tx, actor, call) {
    const { found, settingId, setting } = await meant(tx, actor, call);
    await settleCluster(tx, actor, { ...found, joining: [], leaving: [settingId] });
    call.io.out(`${setting} does not belong to ${found.name}.\n`);
  },
  async end(tx, actor, call) {
    const { id, name } = await clusterNamed(tx, actor.tenantId, needed(call, 'name'));
    await endCluster(tx, actor, id);
    call.io.out(`The cluster ${name} has ended.\n`);
  },
};

async function meant(
  tx: Tx,
  { tenantId }: Actor,
  call: Call,
): Promise<{ found: Cluster; settingId: SettingId; setting: string }> {
  const setting = needed(call, 'setting');
  const found = await clusterNamed(tx, tenantId, needed(call, 'name'));
  return { found, settingId: await settingNamed(tx, tenantId, setting), setting };
}

async function list(tx: Tx, { tenantId }: Actor, call: Call): Promise<void> {
  const names = new Map((await settingsOf(tx, tenantId)).map(({ id, name }) => [id, name]));
  const found = (await clustersOf(tx, tenantId)).map(({ name, kind, settingIds, given }) => ({
    name,
    kind,
    settings: settingIds.map((id) => names.get(id) ?? id).sort((one, other) => one.localeCompare(other)),
    roles: given.length,
  }));
  if (call.flag('json')) return call.io.out(`${JSON.stringify(found)}\n`);
  for (const { name, kind, settings, roles } of found)
    call.io.out(
      `${name} (${kind}), ${roles} ${roles === 1 ? 'role' : 'roles'}: ${settings.join(', ') || 'no setting'}\n`,
    );
}
