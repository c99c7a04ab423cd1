import { sql } from 'kysely';
import { newId, type Tx, writeAtCommit } from '#db';
import type { Actor } from '#modules/access';
import { recording } from '#modules/audit';
import { Refused } from '#outcome';
import type { AnswerId } from '../../../db/generated/instruments/Answer.ts';
import { type Given, givenIn, plainAnswers, type Response } from '../queries/responses.ts';
import { type Answer, type Answers, sameAnswer } from '../rules/answer.ts';
import type { Instrument } from '../rules/index.ts';
import { callForAdult } from './call-for-adult.ts';

export type Saved = {
  response: Response;
  answers: Answers;
  /** Items that somebody answered otherwise since the page was shown: what they say stands. */
  conflicts: string[];
};

/**
 * Keeps some answers of a response as they were typed on a page that was shown at `seen`. What the page says as it was then is no
 * change; what was changed on both sides keeps the answer that is there, and is answered as a conflict: a stale page overwrites nothing.
 *
 * Written with the commit: nothing in the same transaction finds them. Refuses a response that was sent.
 *
 * @param response held until the transaction ends (`heldResponse`), so that nobody else writes to it meanwhile
 * @param standing its answers as they stand (`givenIn`)
 * @param typed null takes an answer back
 * @example await saveAnswers(tx, actor, { response, standing, instrument, typed: new Map([['sleep', { is: 'often' }]]), seen: 4 })
 */
export async function saveAnswers(
  tx: Tx,
  actor: Actor,
  {
    response,
    standing,
    instrument,
    typed,
    seen,
  }: {
    response: Response;
    standing: ReadonlyMap<string, Given>;
    instrument: Instrument;
    typed: ReadonlyMap<string, Answer | null>;
    seen: number;
  },
): Promise<Saved> {
  if (response.endedAt !== null)
    throw new Refused('This was sent already. To say something else, begin another.');
  const before = seen < response.revision ? await givenIn(tx, actor.tenantId, response.id, seen) : standing;
  const changed: [string, Answer | null][] = [];
  const conflicts: string[] = [];
  for (const [item, answer] of typed) {
    const now = standing.get(item);
    if (sameAnswer(now?.answer ?? undefined, answer ?? undefined)) continue;
    if (!now || now.revision <= seen) changed.push([item, answer]);
    else if (!sameAnswer(before.get(item)?.answer ?? undefined, answer ?? undefined)) conflicts.push(item);
  }
  if (changed.length === 0) return { response, answers: plainAnswers(standing), conflicts };
  const revision = response.revision + 1;
  writeAnswers(tx, actor, response, revision, changed);
  const now = new Map(standing);
  for (const [item, answer] of changed) now.set(item, { answer, revision });
  await callForAdult(tx, actor, { response, instrument, changed: new Map(changed) });
  return { response: { ...response, revision }, answers: plainAnswers(now), conflicts };
}

/** Answers, the revision that they make and what is on record of it, in one statement and with the commit: a school answers at once. */
function writeAnswers(
  tx: Tx,
  actor: Actor,
  { id, personId, settingId, isSensitive, accountId }: Response,
  revision: number,
  changed: readonly [string, Answer | null][],
): void {
  const { tenantId, today } = actor;
  const act = { act: 'answers.given', personId, subjectId: id, why: 'answered', number: changed.length };
  const ids = changed.map(() => newId<AnswerId>());
  const items = changed.map(([item]) => item);
  const given = changed.map(([, answer]) => answer && JSON.stringify(answer));
  writeAtCommit(
    tx,
    sql`${recording(actor, act)}, given as (
      insert into instruments.answer (tenant_id, id, response_id, person_id, setting_id, is_sensitive, account_id, revision, item, given)
      select ${tenantId}, each.id, ${id}, ${personId}, ${settingId}, ${isSensitive}, ${isSensitive ? accountId : null}, ${revision},
        each.item, each.given
      from unnest(${ids}::uuid[], ${items}::text[], ${given}::jsonb[]) as each (id, item, given)
    )
    update instruments.response set revision = ${revision}, on_date = ${today} where tenant_id = ${tenantId} and id = ${id}`,
  );
}
