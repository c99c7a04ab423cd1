import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { previewOf } from '../queries/previews.ts';
import { chooseRuleSet, ruleSetInUse } from '../queries/rule-sets.ts';
import type { RuleSet } from '../rules/index.ts';
import { refreshProfiles } from './refresh-profiles.ts';

/**
 * Switches a rule set on, under the name of whoever does it and with their reason, and reviews everybody by it. The
 * rules before, and every profile made by them, stay on record.
 *
 * Refuses without a reason, and where other rules are in use and nobody has seen what this change would have done.
 *
 * @returns how many profiles are new
 * @example await switchRules(tx, actor, ruleSetNamed('five-domain'), 'Reads the weeks since half term.');
 */
export async function switchRules(tx: Tx, actor: Actor, ruleSet: RuleSet, reason: string): Promise<number> {
  if (reason.trim() === '') throw new Refused('Say why: the reason is kept with the choice.');
  const before = await ruleSetInUse(tx, actor.tenantId);
  if (before && !(await previewOf(tx, actor.tenantId, ruleSet, before.ruleSet)))
    throw new Refused(
      `Nobody has previewed ${ruleSet.name} ${ruleSet.version} against the rules in use. See first who would appear and who would vanish: waymark rules preview ${ruleSet.name}, or Rules on the web.`,
    );
  await chooseRuleSet(tx, actor, ruleSet, reason.trim());
  await record(tx, actor, {
    act: 'rules.choose',
    why: `${before?.ruleSet.name ?? 'none'} to ${ruleSet.name}: ${reason.trim()}`,
  });
  return refreshProfiles(tx, actor, actor.today);
}
