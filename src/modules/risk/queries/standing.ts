import type { PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import {
  type Cut,
  cutsFor,
  type Disagreement,
  DOMAINS,
  disagreements,
  isWaiting,
  type Marks,
  marksOfView,
  type RuleSet,
  suggestTierAt,
  type Tier,
  type View,
} from '../rules/index.ts';
import { cutsOf } from './cuts.ts';
import { type Decided, decisionsOf } from './decisions.ts';
import { givenMarks, type WrittenMark } from './given-marks.ts';
import { type KeptProfile, profileOf } from './profile.ts';

/** All that is known and thought of one young person in the five domains, and what was decided. */
export type Standing = {
  ruleSet: RuleSet | undefined;
  profile: KeptProfile | undefined;
  views: Record<View, Marks>;
  given: readonly WrittenMark[];
  disagreements: readonly Disagreement[];
  /** What points suggest where the young person is; undefined without a profile. */
  suggested: { tier: Tier; atHighest: Tier; cut: Cut | undefined } | undefined;
  /** The decision in force first. */
  decisions: readonly Decided[];
  isWaiting: boolean;
};

type Whose = { tenantId: TenantId; personId: PersonId; settingId: SettingId | null };

/**
 * Reads what records show, what adults and the young person say, where they disagree, what points suggest at this
 * setting and what was decided.
 *
 * @example const standing = await standingOf(tx, { tenantId, personId, settingId }, actor.today);
 */
export async function standingOf(tx: Tx, whose: Whose, today: PlainDate): Promise<Standing> {
  const { ruleSet, ruleSetId, profile } = await profileOf(tx, whose);
  const given = await givenMarks(tx, whose, today);
  const decisions = await decisionsOf(tx, whose, today);
  const cuts = ruleSet && ruleSetId ? await cutsHere(tx, whose, { id: ruleSetId, ruleSet }) : [];
  const fresh = given.filter(({ isOld }) => !isOld);
  const views = {
    records: recordsOf(profile),
    adults: marksOfView(fresh, 'adults'),
    young_person: marksOfView(fresh, 'young_person'),
  };
  const suggested = profile && ruleSet ? suggestedBy(profile, cuts) : undefined;
  const [decision] = decisions;
  return {
    ruleSet,
    profile,
    views,
    given,
    disagreements: disagreements(views),
    suggested,
    decisions,
    isWaiting: isWaiting({ suggested: suggested?.tier ?? 'universal', decision }, today),
  };
}

async function cutsHere(
  tx: Tx,
  { tenantId, settingId }: Whose,
  rules: Parameters<typeof cutsOf>[2],
): Promise<readonly Cut[]> {
  const plain = cutsFor(new Map(), rules.ruleSet, {});
  if (settingId === null) return plain;
  return (await cutsOf(tx, tenantId, rules, settingId)).get(settingId) ?? plain;
}

function suggestedBy({ points }: KeptProfile, cuts: readonly Cut[]) {
  const tier = suggestTierAt(points.known, cuts);
  // The line that keeps them from a tier whose points they have.
  const cut = cuts.find(({ byRules, from }) => points.known >= byRules && points.known < from);
  return { tier, atHighest: suggestTierAt(points.highest, cuts), cut };
}

function recordsOf(profile: KeptProfile | undefined): Marks {
  const marks = DOMAINS.map((domain) => [domain, profile?.domains[domain].mark ?? 'unknown']);
  return Object.fromEntries(marks) as Marks; // one for each domain
}
