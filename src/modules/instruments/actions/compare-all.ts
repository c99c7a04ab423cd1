import { sql } from 'kysely';
import { academicYear, type PlainDate } from '#dates';
import { newId, type SettingId, type TenantId, type Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { ComparisonId } from '../../../db/generated/instruments/Comparison.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import { definitionOf } from '../definitions.ts';
import { answersIn } from '../queries/results.ts';
import { type AtOneSetting, compareSettings } from '../rules/compare.ts';
import { tally } from '../rules/tally.ts';

type Over = {
  id: CampaignId;
  definitionId: DefinitionId;
  name: string;
  version: number;
  respondent: string;
  settingId: SettingId | null;
  isAnonymous: boolean;
  closesOn: PlainDate;
  isNew: boolean;
};

/**
 * Adds up what everybody in the organisation came to who was asked the same in the same academic year, whenever a campaign is over: of
 * that instrument, version and respondent, and no others. Takes the reach of the whole organisation.
 *
 * @returns how many campaigns were over since the last time
 */
export async function compareAll(tx: Tx, doer: Doer & { today: PlainDate }): Promise<number> {
  const { tenantId, today } = doer;
  const { rows } = await sql<Over>`
    with over as (
      update instruments.campaign as campaign set compared_on = ${today}
      where campaign.tenant_id = ${tenantId} and campaign.compared_on is null
        and (campaign.ended_at is not null or campaign.closes_on < ${today}::date)
      returning campaign.id
    )
    select campaign.id, campaign.definition_id as "definitionId", definition.name, definition.version, campaign.respondent,
      campaign.setting_id as "settingId", campaign.is_anonymous as "isAnonymous", campaign.closes_on as "closesOn",
      campaign.id in (select over.id from over) as "isNew"
    from instruments.campaign as campaign
    join instruments.definition as definition
      on definition.tenant_id = campaign.tenant_id and definition.id = campaign.definition_id
    where campaign.tenant_id = ${tenantId} and exists (select from over)
      and (campaign.compared_on is not null or campaign.id in (select over.id from over))`.execute(tx);
  const groups = Map.groupBy(rows, (one) =>
    JSON.stringify([one.name, one.version, one.respondent, academicYear(one.closesOn)]),
  );
  for (const group of groups.values()) if (group.some(({ isNew }) => isNew)) await compare(tx, doer, group);
  return rows.filter(({ isNew }) => isNew).length;
}

async function compare(tx: Tx, doer: Doer & { today: PlainDate }, group: readonly Over[]): Promise<void> {
  const { tenantId, today } = doer;
  const [first] = group;
  if (!first) return;
  const { definitionId, name, version, respondent, closesOn } = first;
  const instrument = await definitionOf(tx, tenantId, definitionId);
  const places: AtOneSetting[] = [];
  for (const one of group) {
    const answers = (await answersIn(tx, tenantId, one)).map((given) => given.answers);
    places.push({ setting: one.settingId ?? '', scales: tally(instrument, answers).scales });
  }
  const year = academicYear(closesOn);
  await forget(tx, tenantId, { name, version, respondent, year });
  const compared = compareSettings(places);
  if (compared.length === 0) return;
  await tx
    .insertInto('instruments.comparison')
    .values(
      compared.map((scale) => ({
        tenant_id: tenantId,
        id: newId<ComparisonId>(),
        name,
        version,
        respondent,
        academic_year: year,
        on_date: today,
        ...scale,
      })),
    )
    .execute();
  await record(tx, doer, {
    act: 'comparison.made',
    why: `${name} ${version}, ${year}`,
    number: compared.length,
  });
}

function forget(
  tx: Tx,
  tenantId: TenantId,
  of: { name: string; version: number; respondent: string; year: number },
) {
  return tx
    .deleteFrom('instruments.comparison')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', of.name)
    .where('version', '=', of.version)
    .where('respondent', '=', of.respondent)
    .where('academic_year', '=', of.year)
    .execute();
}
