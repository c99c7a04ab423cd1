import { withActor } from '#db';
import { record } from '#modules/audit';
import { addSetting, settingKinds } from '#modules/people';
import { type Command, Misused, needed, where } from '../command.ts';
import { actorOrFounder } from '../organisation.ts';

/** Adds a setting by hand. */
export const setting: Command = {
  permission: 'import.run',
  usage: `setting add --name NAME --kind ${settingKinds.join('|')} [--urn NUMBER] [--laestab NUMBER] [--data DIR] [--tenant NAME]`,
  summary: 'Adds a school, college or other setting.',
  options: {
    ...where,
    name: { type: 'string' },
    kind: { type: 'string' },
    urn: { type: 'string' },
    laestab: { type: 'string' },
  },
  handsOver: true,
  async run(call) {
    if (call.positionals[0] !== 'add') throw new Misused('Say add');
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
  },
};
