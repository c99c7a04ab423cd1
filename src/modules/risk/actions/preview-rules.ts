import { britishDate, type PlainDate } from '#dates';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { type KeptPreview, keepPreview, type PreviewId } from '../queries/previews.ts';
import { defaultRuleSet, ruleSetInUse, ruleSetNamed } from '../queries/rule-sets.ts';
import { daysOfLastYear, type PersonSuggested, suggestionsOn } from '../queries/suggestions.ts';
import {
  appears,
  type CompiledRuleSet,
  compileRuleSet,
  preview,
  type RuleSet,
  vanishes,
} from '../rules/index.ts';

/** A preview as it is kept, and who it is about, which is not kept. */
export type Previewed = { kept: KeptPreview; appear: PersonSuggested[]; vanish: PersonSuggested[] };

/**
 * Sets a rule set beside the one in use, on a day of last year and at the places there are now: who would appear, who
 * would vanish, and how it falls on groups. Numbers are kept, because a rule set is switched on only after this; names
 * are told once and kept nowhere. Nothing changes.
 *
 * Refuses when nobody was enrolled on the day, and a day that has not been yet.
 *
 * @param asked the day to look at; without it the first day of `daysOfLastYear` on which anybody was enrolled
 * @example const { kept, appear } = await previewRules(tx, actor, ruleSetNamed('five-domain'));
 */
export async function previewRules(
  tx: Tx,
  actor: Actor,
  ruleSet: RuleSet,
  asked?: PlainDate,
): Promise<Previewed> {
  const { tenantId } = actor;
  if (asked !== undefined && asked > actor.today)
    throw new Refused(`${britishDate(asked)} has not been yet: choose a day up to today.`);
  const inUse = await ruleSetInUse(tx, tenantId);
  const before = inUse?.rules ?? compileRuleSet(ruleSetNamed(defaultRuleSet));
  const both = [before, compileRuleSet(ruleSet)] as const;
  const { on, people } = await firstWithAnybody(
    tx,
    actor,
    both,
    asked === undefined ? daysOfLastYear(actor.today) : [asked],
  );
  const result = {
    rules: ruleSet.name,
    version: ruleSet.version,
    title: ruleSet.title,
    against: { rules: before.ruleSet.name, version: before.ruleSet.version, title: before.ruleSet.title },
    on,
    ...preview(people),
  };
  const id = newId<PreviewId>();
  const kept = await keepPreview(tx, actor, { id, ruleSet, result });
  await record(tx, actor, {
    act: 'rules.previewed',
    subjectId: id,
    why: `${ruleSet.name} ${ruleSet.version}`,
    number: people.length,
  });
  return { kept, appear: people.filter(appears), vanish: people.filter(vanishes) };
}

async function firstWithAnybody(
  tx: Tx,
  { tenantId }: Actor,
  both: readonly [CompiledRuleSet, CompiledRuleSet],
  days: readonly PlainDate[],
): Promise<{ on: PlainDate; people: PersonSuggested[] }> {
  for (const on of days) {
    const people = await suggestionsOn(tx, tenantId, both, on);
    if (people.length > 0) return { on, people };
  }
  throw new Refused(
    `Nobody on record was enrolled on ${days.map(britishDate).join(', nor on ')}: bring in enrolments, or choose another day.`,
  );
}
