import { withActor } from '#db';
import { record } from '#modules/audit';
import { addSetting, type ListedSetting, settingKinds, settingsOf } from '#modules/people';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { actorFor, actorOrFounder } from '../organisation.ts';

/** Adds a setting by hand, or lists those there are. */
export const setting: Command = {
  permission: 'import.run',
  usage: `setting add --name NAME --kind ${settingKinds.join('|')} [--urn NUMBER] [--laestab NUMBER] | setting list [--name WORDS] [--json] [--data DIR] [--tenant NAME]`,
  summary: 'Adds a school, college or other setting, or lists them.',
  options: {
    ...where,
    name: { type: 'string' },
    kind: { type: 'string' },
    urn: { type: 'string' },
    laestab: { type: 'string' },
    json: { type: 'boolean' },
  },
  handsOver: true,
  run(call) {
    const [verb] = call.positionals;
    if (verb === 'add') return add(call);
    if (verb === 'list') return list(call);
    throw new Misused('Say add or list');
  },
};

async function add(call: Call): Promise<number> {
  const name = needed(call, 'name');
  const kind = settingKinds.find((each) => each === needed(call, 'kind'));
  if (!kind) throw new Misused(`There is no kind of setting "${call.option('kind')}"`);
  const { actor, found } = await actorOrFounder(call);
  await withActor(await call.database(), actor, async (tx) => {
    await found?.(tx);
    const id = await addSetting(tx, actor.tenantId, {
      name,
      kind,
      urn: call.option('urn') ?? null,
      laestab: call.option('laestab') ?? null,
    });
    await record(tx, actor, { act: 'setting.add', subjectId: id, why: 'command line' });
  });
  call.io.out(`Added ${name}.\n`);
  return 0;
}

async function list(call: Call): Promise<number> {
  const actor = await actorFor(call);
  const words = call.option('name');
  const found = await withActor(await call.database(), actor, (tx) => settingsOf(tx, actor.tenantId, words));
  if (call.flag('json')) call.io.out(`${JSON.stringify(found)}\n`);
  else for (const each of found) call.io.out(`${inWords(each)}\n`);
  return 0;
}

function inWords({ urn, name, town, kind, status, source }: ListedSetting): string {
  const place = town === null ? '' : `, ${town}`;
  return `${urn ?? 'no URN'}  ${name}${place}: ${kind.replaceAll('_', ' ')}, ${status ?? 'status not known'}, ${source === null ? 'added by hand' : `from ${source}`}`;
}
