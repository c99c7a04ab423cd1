import { sql } from 'kysely';
import { type AccountId, newId, type SettingId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { CallId } from '../../../db/generated/instruments/Call.ts';
import type { Response } from '../queries/responses.ts';
import type { Answer } from '../rules/answer.ts';
import { asksForAdult } from '../rules/calls.ts';
import { type Instrument, itemsOf } from '../rules/index.ts';

/**
 * Calls an adult for every answer that asks for one, in the transaction in which it is kept. Answering again calls nobody twice, and
 * taking the answer back does not take the call back: somebody looks.
 */
export async function callForAdult(
  tx: Tx,
  actor: Actor,
  {
    response,
    instrument,
    changed,
  }: {
    response: Response;
    instrument: Instrument;
    changed: ReadonlyMap<string, Answer | null>;
  },
): Promise<void> {
  const { personId, settingId } = response;
  if (personId === null || response.respondent === 'staff' || response.respondent === 'partner') return;
  const items = itemsOf(instrument).filter(({ code }) => changed.has(code));
  const hasText = items.some(({ kind }) => kind === 'short_text' || kind === 'long_text');
  const phrases = hasText ? await watchedPhrases(tx, actor.tenantId, settingId) : [];
  for (const item of items) {
    const answer = changed.get(item.code);
    if (answer === undefined || !asksForAdult(item, answer, phrases)) continue;
    const { numInsertedOrUpdatedRows: called } = await tx
      .insertInto('instruments.call')
      .values({
        tenant_id: actor.tenantId,
        id: newId<CallId>(),
        response_id: response.id,
        person_id: personId,
        setting_id: settingId,
        item: item.code,
        told_id: await whoIsTold(tx, actor.tenantId, response),
      })
      .onConflict((once) => once.constraint('call_once').doNothing())
      .executeTakeFirst();
    if (called)
      await record(tx, actor, {
        act: 'adult.called',
        personId,
        subjectId: response.id,
        why: `answer to ${item.code}`,
      });
  }
}

/** What is watched for in texts at a setting: its own phrases, and those of the whole organisation. */
export async function watchedPhrases(
  tx: Tx,
  tenantId: TenantId,
  settingId: SettingId | null,
): Promise<string[]> {
  const { rows } = await sql<{ phrase: string }>`
    select worry.phrase from instruments.worry as worry
    where worry.tenant_id = ${tenantId} and worry.ended_at is null
      and (worry.setting_id is null or worry.setting_id = ${settingId})`.execute(tx);
  return rows.map(({ phrase }) => phrase);
}

async function whoIsTold(tx: Tx, tenantId: TenantId, { id }: Response): Promise<AccountId | null> {
  const { rows } = await sql<{ told_id: AccountId | null }>`
    select invitation.told_id from instruments.response as response
    join instruments.invitation as invitation on invitation.tenant_id = response.tenant_id and invitation.id = response.invitation_id
    where response.tenant_id = ${tenantId} and response.id = ${id}`.execute(tx);
  return rows[0]?.told_id ?? null;
}
