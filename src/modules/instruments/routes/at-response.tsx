import type { ReactNode } from 'react';
import { britishDate } from '#dates';
import { type Database, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { endResponse } from '../actions/end-response.ts';
import { saveAnswers } from '../actions/save-answers.ts';
import { definitionOf } from '../definitions.ts';
import { lastBefore } from '../queries/last-before.ts';
import { type Given, givenIn, type Hold, plainAnswers, type Response } from '../queries/responses.ts';
import type { Sitting, Standing } from './answering.tsx';

/** Somebody at a response, and how it is opened for them. */
export type AtResponse = Pick<Sitting, 'base' | 'back' | 'done' | 'readsBack' | 'takesFiles'> & {
  db: Database;
  actor: Actor;
  /** Opens it in the transaction in which it is read or written: undefined where it is not for them. */
  open(
    tx: Tx,
    hold: Hold,
  ): Promise<{ response: Response; given?: ReadonlyMap<string, Given>; whom?: ReactNode } | undefined>;
  /** Whether what was answered last time is shown. */
  showsLast: boolean;
};

/** A response that keeps who it is about: read and written in the reach of whoever answers. */
export function atResponse({
  db,
  actor,
  base,
  back,
  done,
  readsBack,
  takesFiles,
  open,
  showsLast,
}: AtResponse): Sitting {
  const { tenantId } = actor;
  async function load(tx: Tx, hold: Hold): Promise<Loaded | undefined> {
    const opened = await open(tx, hold);
    if (!opened) return undefined;
    const { response, whom } = opened;
    const instrument = await definitionOf(tx, tenantId, response.definitionId);
    const given = opened.given ?? (await givenIn(tx, tenantId, response.id));
    const last =
      showsLast && hold === 'read' ? await lastBefore(tx, tenantId, response, instrument.name) : undefined;
    const standing = {
      ...standingOf(response),
      instrument,
      answers: plainAnswers(given),
      whom,
      last: last && { ...last, on: britishDate(last.on) },
    };
    return { response, given, standing };
  }
  return {
    base,
    back,
    done,
    readsBack,
    takesFiles,
    load: () => withActor(db, actor, async (tx) => (await load(tx, 'read'))?.standing),
    keep: (read, seen) =>
      withActor(db, actor, async (tx) => {
        const found = await load(tx, 'held');
        if (!found) return undefined;
        const { response, given, standing } = found;
        if (standing.isEnded) return { standing, problems: [], conflicts: [] };
        const { typed, problems } = read(standing);
        const { instrument } = standing;
        const saved = await saveAnswers(tx, actor, { response, standing: given, instrument, typed, seen });
        const { answers, conflicts } = saved;
        return { standing: { ...standing, ...standingOf(saved.response), answers }, problems, conflicts };
      }),
    end: (outcome, lacks) =>
      withActor(db, actor, async (tx) => {
        const found = await load(tx, 'held');
        if (!found || found.standing.isEnded || lacks(found.standing)) return found?.standing;
        const { response, standing } = found;
        await endResponse(tx, actor, { response, instrument: standing.instrument, outcome });
        return { ...standing, isEnded: true };
      }),
  };
}

type Loaded = { response: Response; given: ReadonlyMap<string, Given>; standing: Standing };

function standingOf({ respondent, revision, endedAt }: Response) {
  return { respondent, revision, isEnded: endedAt !== null };
}
