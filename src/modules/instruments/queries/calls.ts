import { sql } from 'kysely';
import type { AccountId, PersonId, SettingId, TenantId, Tx } from '#db';
import type { CallId } from '../../../db/generated/instruments/Call.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';

/** A young person, or somebody in their family, asked for an adult by an answer. */
export type Call = {
  id: CallId;
  responseId: ResponseId;
  definitionId: DefinitionId;
  personId: PersonId;
  settingId: SettingId | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  ncYear: number | null;
  settingName: string | null;
  item: string;
  toldId: AccountId | null;
  calledAt: string;
  seer: string | null;
  seenAt: string | null;
  done: string | null;
};

/** Calls within reach: those that wait first, the oldest of them first; then what was done, the latest first. */
export async function callsWithin(
  tx: Tx,
  tenantId: TenantId,
  { most, waiting = false, only = null }: { most: number; waiting?: boolean; only?: CallId | null },
): Promise<Call[]> {
  const { rows } = await sql<Call>`
    select call.id, call.response_id as "responseId", response.definition_id as "definitionId", call.person_id as "personId",
      call.setting_id as "settingId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
      roll.nc_year as "ncYear", roll.setting_name as "settingName", call.item, call.told_id as "toldId",
      call.called_at as "calledAt", call.seer, call.seen_at as "seenAt", call.done
    from instruments.call as call
    join people.roll as roll on roll.tenant_id = call.tenant_id and roll.person_id = call.person_id
    join instruments.response as response on response.tenant_id = call.tenant_id and response.id = call.response_id
    where call.tenant_id = ${tenantId} and (not ${waiting} or call.seen_at is null) and (${only}::uuid is null or call.id = ${only})
    order by call.seen_at is not null, case when call.seen_at is null then call.called_at end, call.seen_at desc, call.id
    limit ${most}`.execute(tx);
  return rows;
}
