import { sql } from 'kysely';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { OwnMarkId } from '../../../db/generated/instruments/OwnMark.ts';
import { answersOf, type Response, responseOf } from '../queries/responses.ts';
import type { Answers } from '../rules/answer.ts';
import { type Asked, type Instrument, isAsked, textIn } from '../rules/index.ts';
import { ownMarksIn } from '../rules/score.ts';
import { shownItems } from '../rules/shown.ts';

/** What has to be answered before it can be sent, and is not: saying that one would rather not is an answer. */
export function stillNeeded(instrument: Instrument, answers: Answers): Asked[] {
  return shownItems(instrument, answers)
    .filter(isAsked)
    .filter((item) => item.required && answers[item.code] === undefined);
}

/**
 * Sends a response, or ends it because whoever was asked would rather not; sent twice, it is sent once. A young person's own answers are
 * put down as what they say about the domains.
 *
 * Refuses to send what still lacks an answer that is needed.
 */
export async function endResponse(
  tx: Tx,
  actor: Actor,
  {
    response: { id },
    instrument,
    outcome,
  }: {
    response: Pick<Response, 'id'>;
    instrument: Instrument;
    outcome: 'answered' | 'declined';
  },
): Promise<void> {
  const response = await responseOf(tx, actor.tenantId, id, 'held');
  if (!response) throw new Refused('This is not there any more.');
  if (response.endedAt !== null) return;
  const answers = await answersOf(tx, actor.tenantId, id);
  if (outcome === 'answered' && stillNeeded(instrument, answers).length > 0)
    throw new Refused('Something that is needed is not answered yet.');
  await tx
    .updateTable('instruments.response')
    .set({ ended_at: sql<string>`now()`, outcome, on_date: actor.today })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  if (outcome === 'answered' && response.respondent === 'young_person')
    await keepOwnMarks(tx, actor, response, { instrument, answers });
  await record(tx, actor, {
    act: 'response.ended',
    personId: response.personId,
    subjectId: id,
    why: outcome,
  });
}

async function keepOwnMarks(
  tx: Tx,
  actor: Actor,
  { id, personId, settingId }: Response,
  { instrument, answers }: { instrument: Instrument; answers: Answers },
): Promise<void> {
  if (personId === null) return;
  const known = ownMarksIn(instrument, answers);
  if (known.length === 0) return;
  await tx
    .insertInto('instruments.own_mark')
    .values(
      known.map((each) => ({
        tenant_id: actor.tenantId,
        id: newId<OwnMarkId>(),
        response_id: id,
        person_id: personId,
        setting_id: settingId,
        title: textIn(instrument.title, 'en'),
        on_date: actor.today,
        ...each,
      })),
    )
    .execute();
}
