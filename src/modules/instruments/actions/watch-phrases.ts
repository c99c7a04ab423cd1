import { sql } from 'kysely';
import { newId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { WorryId } from '../../../db/generated/instruments/Worry.ts';

/** A phrase that brings an adult when somebody writes it. */
export type Watched = {
  id: WorryId;
  settingId: SettingId | null;
  settingName: string | null;
  phrase: string;
  author: string;
};

/** What is watched for, setting by setting. */
export async function watchedWithin(
  tx: Tx,
  { tenantId, reach }: Pick<Actor, 'tenantId' | 'reach'>,
): Promise<Watched[]> {
  const { rows } = await sql<Watched>`
    select worry.id, worry.setting_id as "settingId", place.name as "settingName", worry.phrase, worry.author
    from instruments.worry as worry
    left join people.place as place on place.tenant_id = worry.tenant_id and place.setting_id = worry.setting_id
    where worry.tenant_id = ${tenantId} and worry.ended_at is null
      and (${reach === 'whole'} or worry.setting_id is null or worry.setting_id = any(${reach === 'whole' ? [] : [...reach.settings]}::uuid[]))
    order by place.name nulls first, lower(worry.phrase), worry.id`.execute(tx);
  return rows;
}

/** Watches for a phrase at a setting. The same phrase twice is watched for once. */
export async function watchPhrase(
  tx: Tx,
  actor: Actor,
  settingId: SettingId | null,
  phrase: string,
): Promise<void> {
  const standing = await watchedWithin(tx, actor);
  if (
    standing.some((one) => one.settingId === settingId && one.phrase.toLowerCase() === phrase.toLowerCase())
  )
    return;
  const id = newId<WorryId>();
  await tx
    .insertInto('instruments.worry')
    .values({
      tenant_id: actor.tenantId,
      id,
      setting_id: settingId,
      phrase,
      account_id: actor.accountId,
      author: actor.name,
    })
    .execute();
  await record(tx, actor, { act: 'phrase.watched', subjectId: id, why: 'added' });
}

/** Stops watching for a phrase. @returns whether it was watched for */
export async function unwatchPhrase(tx: Tx, actor: Actor, id: WorryId): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('instruments.worry')
    .set({ ended_at: sql<string>`now()` })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, { act: 'phrase.unwatched', subjectId: id, why: 'taken off' });
  return true;
}
