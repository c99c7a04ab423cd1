import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { definitionOf } from '../definitions.ts';
import type { Answers } from '../rules/answer.ts';
import { type Gap, gapsIn } from '../rules/gaps.ts';
import type { Instrument, Respondent } from '../rules/index.ts';
import { type Scored, scoreAnswers } from '../rules/score.ts';
import { lastBefore } from './last-before.ts';
import { type PlannedAction, plannedActions } from './planned-actions.ts';
import { answersOf, type Response, responsesAbout } from './responses.ts';

/** What one respondent said in the same instrument. */
export type Side = { respondent: Respondent; on: PlainDate; answers: Answers; author: string | null };

export type InFull = {
  response: Response;
  instrument: Instrument;
  answers: Answers;
  scored: readonly Scored[];
  last: { on: PlainDate; answers: Answers; scored: readonly Scored[] } | undefined;
  /** The latest of each other who answers the same about the same young person. */
  others: readonly Side[];
  /** What an audit of a setting leaves to do, and what is planned about it. */
  gaps: readonly Gap[];
  planned: readonly PlannedAction[];
};

/** One response with what it comes to, the time before, and what others said in the same instrument. */
export async function responseInFull(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  response: Response,
): Promise<InFull> {
  const instrument = await definitionOf(tx, tenantId, response.definitionId);
  const answers = await answersOf(tx, tenantId, response.id);
  const last = await lastBefore(tx, tenantId, response, instrument.name);
  const isAudit = response.personId === null && response.outcome === 'answered';
  return {
    response,
    instrument,
    answers,
    scored: scoreAnswers(instrument, answers),
    last: last && { ...last, scored: scoreAnswers(instrument, last.answers) },
    others: await othersOn(tx, tenantId, response),
    gaps: isAudit ? gapsIn(instrument, answers) : [],
    planned: isAudit ? await plannedActions(tx, tenantId, { responseId: response.id }) : [],
  };
}

async function othersOn(tx: Tx, tenantId: Actor['tenantId'], response: Response): Promise<Side[]> {
  if (response.personId === null) return [];
  const about = await responsesAbout(tx, tenantId, response.personId);
  const found = new Map<Respondent, Response>();
  for (const one of about) {
    if (one.outcome !== 'answered' || one.definitionId !== response.definitionId) continue;
    if (one.respondent === response.respondent || found.has(one.respondent)) continue;
    found.set(one.respondent, one);
  }
  return Promise.all(
    [...found.values()].map(async ({ id, respondent, onDate, author }) => ({
      respondent,
      author,
      on: onDate,
      answers: await answersOf(tx, tenantId, id),
    })),
  );
}
