import { withActor } from '#db';
import { record } from '#modules/audit';
import { chooseRuleSet, listRuleSets, refreshProfiles, ruleSetInUse, ruleSetNamed } from '#modules/risk';
import { type Command, Misused, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

/** Which rule set the lists and pages go by. */
export const rules: Command = {
  permission: 'rules.choose',
  usage: 'rules list | rules use NAME --reason TEXT [--data DIR] [--tenant NAME]',
  summary: 'Lists the rule sets, or chooses the one that lists and pages go by and reviews everybody again.',
  options: { ...where, reason: { type: 'string' } },
  handsOver: true,
  async run(call) {
    const [verb, name] = call.positionals;
    if (verb === 'list') {
      for (const each of listRuleSets()) {
        const { title, version, status } = ruleSetNamed(each);
        call.io.out(`${each}  version ${version}, ${status}: ${title}\n`);
      }
      return 0;
    }
    if (verb !== 'use' || name === undefined)
      throw new Misused('Say list, or use and the name of a rule set');
    const ruleSet = ruleSetNamed(name);
    const reason = call.option('reason');
    if (!reason) throw new Misused('Say why with --reason: it is kept with the choice');
    const actor = await actorFor(call);
    const fresh = await withActor(await call.database(), actor, async (tx) => {
      const before = await ruleSetInUse(tx, actor.tenantId);
      await chooseRuleSet(tx, actor, ruleSet, reason);
      await record(tx, actor, {
        act: 'rules.choose',
        why: `${before?.ruleSet.name ?? 'none'} to ${name}: ${reason}`,
      });
      return refreshProfiles(tx, actor, actor.today);
    });
    call.io.out(`Lists and pages now go by ${name}: ${fresh} profiles are new.\n`);
    return 0;
  },
};
