import { addDays } from '#dates';
import { withActor } from '#db';
import { record } from '#modules/audit';
import { lookAgain } from '#modules/identity';
import { anybodyReached } from '#modules/people';
import { type Ask, EVERYWHERE, type FirstStep, page, type Reply, type TodayPart } from '#web';
import { stepsOf } from './first-steps.tsx';
import { type Part, TodayPage } from './today-page.tsx';

/** Rows of each part: a morning's glance, with the way to all of them under it. */
const MOST = 5;
/** How far an account looks back that never looked before. */
const FIRST_LOOK = 7;

/** `GET /today`: what waits for whoever is asking, of every module, with the reason and the next step of each. */
export function showToday(
  parts: readonly TodayPart[],
  steps: readonly FirstStep[],
): (ask: Ask) => Promise<Reply> {
  const inOrder = parts.toSorted((one, other) => one.order - other.order);
  return ({ db, actor, frame }) =>
    withActor(db, actor, async (tx) => {
      const { tenantId, accountId, today } = actor;
      const last = accountId && (await lookAgain(tx, { tenantId, accountId, today }));
      const since = last ?? addDays(today, -FIRST_LOOK);
      const workingAt = frame.workingAt ?? EVERYWHERE;
      const shown: Part[] = [];
      for (const part of inOrder.filter(({ permission }) => actor.may.has(permission)))
        shown.push({ part, found: await part.find(tx, { actor, workingAt, since, most: MOST }) });
      const looked = shown.flatMap(({ found }) => found.rows.flatMap(({ personId }) => personId ?? []));
      if (looked.length > 0)
        await record(tx, actor, { act: 'today.seen', why: actor.roles.join(', '), number: looked.length });
      const firstSteps = await stepsOf(tx, actor, steps);
      const anybody = looked.length > 0 || (await anybodyReached(tx, actor));
      return page(
        <TodayPage
          frame={frame}
          parts={shown}
          today={today}
          since={last}
          anybody={anybody}
          firstSteps={firstSteps}
          mayImport={actor.may.has('import.run')}
        />,
      );
    });
}
