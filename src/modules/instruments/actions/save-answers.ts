import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { AnswerId } from '../../../db/generated/instruments/Answer.ts';
import { givenIn, heldResponse, plainAnswers, type Response } from '../queries/responses.ts';
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
 * Refuses a response that was sent.
 *
 * @param typed null takes an answer back
 * @example await saveAnswers(tx, actor, { response, instrument, typed: new Map([['sleep', { is: 'often' }]]), seen: 4 })
 */
export async function saveAnswers(
  tx: Tx,
  actor: Actor,
  {
    response: { id },
    instrument,
    typed,
    seen,
  }: {
    response: Pick<Response, 'id'>;
    instrument: Instrument;
    typed: ReadonlyMap<string, Answer | null>;
    seen: number;
  },
): Promise<Saved> {
  const { tenantId } = actor;
  const response = await heldResponse(tx, tenantId, id);
  if (!response) throw new Refused('This is not there any more.');
  if (response.endedAt !== null)
    throw new Refused('This was sent already. To say something else, begin another.');
  const standing = await givenIn(tx, tenantId, id);
  const before = seen < response.revision ? await givenIn(tx, tenantId, id, seen) : standing;
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
  await writeAnswers(tx, actor, response, revision, changed);
  for (const [item, answer] of changed) standing.set(item, { answer, revision });
  await callForAdult(tx, actor, { response, instrument, changed: new Map(changed) });
  return { response: { ...response, revision }, answers: plainAnswers(standing), conflicts };
}

async function writeAnswers(
  tx: Tx,
  actor: Actor,
  { id, personId, settingId }: Response,
  revision: number,
  changed: readonly [string, Answer | null][],
): Promise<void> {
  const whose = {
    tenant_id: actor.tenantId,
    response_id: id,
    person_id: personId,
    setting_id: settingId,
    revision,
  };
  await tx
    .insertInto('instruments.answer')
    .values(
      changed.map(([item, answer]) => ({
        ...whose,
        id: newId<AnswerId>(),
        item,
        given: answer === null ? null : JSON.stringify(answer),
      })),
    )
    .execute();
  await tx
    .updateTable('instruments.response')
    .set({ revision, on_date: actor.today })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  await record(tx, actor, {
    act: 'answers.given',
    personId,
    subjectId: id,
    why: 'answered',
    number: changed.length,
  });
}
