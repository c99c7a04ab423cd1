import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import type { Answers } from '../rules/answer.ts';
import { answersOf, type Response } from './responses.ts';

/** What the same respondent said the time before about the same young person or setting, in any version of the instrument. */
export async function lastBefore(
  tx: Tx,
  tenantId: TenantId,
  { id, personId, settingId, respondent }: Response,
  name: string,
): Promise<{ answers: Answers; on: PlainDate } | undefined> {
  const { rows } = await sql<{ id: ResponseId; on: PlainDate }>`
    select response.id, response.on_date as "on" from instruments.response as response
    join instruments.definition as definition
      on definition.tenant_id = response.tenant_id and definition.id = response.definition_id and definition.name = ${name}
    where response.tenant_id = ${tenantId} and response.id < ${id} and response.outcome = 'answered'
      and response.respondent = ${respondent} and response.person_id is not distinct from ${personId}
      and (response.person_id is not null or response.setting_id = ${settingId})
    order by response.started_at desc, response.id desc limit 1`.execute(tx);
  const [last] = rows;
  return last && { answers: await answersOf(tx, tenantId, last.id), on: last.on };
}
