import { academicYearName } from '#dates';
import { newId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { capacities } from '../queries/cuts.ts';
import { leaversOf, SCORES } from '../queries/leavers/index.ts';
import { compileRuleSet, type RuleSet, type Validation, validate } from '../rules/index.ts';

type ValidationId = string & { __brand: 'risk.validation' };

/** A validation with what it was of, as it is kept. */
export type KeptValidation = Validation & {
  rules: string;
  version: number;
  /** The academic year in which the leavers were in year 11, by its first calendar year. */
  leaversYear: number;
  /** Where the number of places came from. */
  placesFrom: 'asked' | 'settings' | 'share';
};

/** Where nobody has said how many places there are: about as many as the published rules flag in the one English trial. */
const USUAL_SHARE = 0.15;

/**
 * Sets what a rule set would have said of those who left against what became of them, and keeps the answer.
 *
 * Refuses a year of which nobody is on record, and places that do not fit the leavers.
 *
 * @example const result = await validateRules(tx, actor, ruleSetNamed('five-domain'), { leaversYear: 2024 });
 */
export async function validateRules(
  tx: Tx,
  actor: Actor,
  ruleSet: RuleSet,
  { leaversYear, places: asked }: { leaversYear: number; places?: number | undefined },
): Promise<KeptValidation> {
  const { tenantId } = actor;
  const settings = asked === undefined ? await placesOfSettings(tx, tenantId) : 0;
  const placesFrom = asked !== undefined ? 'asked' : settings > 0 ? 'settings' : 'share';
  const placesFor = (leavers: number) =>
    Math.min(leavers, asked ?? (settings > 0 ? settings : Math.max(1, Math.round(leavers * USUAL_SHARE))));
  const leavers = await leaversOf(tx, tenantId, compileRuleSet(ruleSet), leaversYear, placesFor);
  if (leavers.length === 0)
    throw new Refused(
      `Nobody is on record who was in year 11 in ${academicYearName(leaversYear)}: bring in people of that year, and what became of them (waymark-activities).`,
    );
  if (asked !== undefined && asked > leavers.length)
    throw new Refused(`There were ${leavers.length} leavers, so there cannot be ${asked} places for them.`);
  const { name: rules, version } = ruleSet;
  const result = {
    rules,
    version,
    leaversYear,
    placesFrom,
    ...validate(leavers, SCORES, placesFor(leavers.length)),
  } as const;
  const id = newId<ValidationId>();
  await tx
    .insertInto('risk.validation')
    .values({
      tenant_id: tenantId,
      id,
      rules,
      version: String(version),
      leavers_year: leaversYear,
      places: result.places,
      result,
      account_id: actor.accountId,
    })
    .execute();
  await record(tx, actor, { act: 'rules.validated', subjectId: id, why: rules, number: leavers.length });
  return result;
}

/** The places of all settings together, at every level of help but the last. */
async function placesOfSettings(tx: Tx, tenantId: TenantId): Promise<number> {
  const places = await capacities(tx, tenantId);
  return [...places.values()].reduce((sum, { targeted = 0, intensive = 0 }) => sum + targeted + intensive, 0);
}
