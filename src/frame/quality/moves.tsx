import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import {
  decideMove,
  type Move,
  type MoveId,
  moveOf,
  movesOf,
  seePerson,
  takeBackMove,
} from '#modules/people';
import { refreshProfiles } from '#modules/risk';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type ReachSource,
  type Reply,
  readForm,
  redirect,
} from '#web';
import { PER_PAGE } from '../list-ask.ts';
import { readQualityQuery, reasonField } from './ask.ts';
import { DecidedMovesPage } from './decided-moves-page.tsx';
import { MovePage } from './move-page.tsx';
import { sightAfter } from './sight-after.ts';

type Sources = readonly ReachSource[];

/** `GET /quality/moves/:moveId`: whether somebody has moved, who would lose sight of them by it, and the form that says so. */
export function showMove(sources: Sources): (ask: Ask) => Promise<Reply> {
  return (ask) => moveAgain(ask, sources, (move) => newMove(move.onDate ?? ask.actor.today), 200);
}

function newMove(day: PlainDate): FormState {
  const [year = '', month = '', date = ''] = day.split('-');
  return newForm({
    'left-day': String(Number(date)),
    'left-month': String(Number(month)),
    'left-year': year,
  });
}

async function moveAgain(
  ask: Ask,
  sources: Sources,
  form: (move: Move) => FormState,
  status: number,
): Promise<Reply> {
  const { db, actor, frame } = ask;
  const move = await withActor(db, actor, async (tx) => {
    const found = await moveOf(tx, actor, moveIn(ask));
    return found && (await seePerson(tx, actor, found.personId, 'person.seen')) ? found : undefined;
  });
  if (!move) return notFound();
  const mayEnd = actor.reach === 'whole' || actor.reach.settings.includes(move.from.id);
  const mayDecide = actor.may.has('move.decide');
  const sight = move.isOpen && mayEnd && mayDecide ? await sightAfter(ask, move, sources) : undefined;
  return page(
    <MovePage
      frame={frame}
      move={move}
      form={form(move)}
      mayEnd={mayEnd}
      mayDecide={mayDecide}
      sight={sight}
    />,
    { status },
  );
}

const decisionSchema = (today: PlainDate) =>
  z
    .object({
      decision: z.enum(['moved', 'both'], { error: 'quality.move.decision-missing' }),
      left: z.string(),
      reason: reasonField,
    })
    .superRefine(({ decision, left }, context) => {
      if (decision !== 'moved') return;
      const message = !isPlainDate(left)
        ? 'notes.date-wrong'
        : left > today
          ? 'quality.move.left-future'
          : '';
      if (message !== '') context.addIssue({ code: 'custom', path: ['left'], message });
    });

/** `POST /quality/moves/:moveId`: says that somebody has moved, or that both settings have them by right. */
export function decide(sources: Sources): (ask: Ask) => Promise<Reply> {
  return (ask) => decideAbout(ask, sources);
}

async function decideAbout(ask: Ask, sources: Sources): Promise<Reply> {
  const { db, actor, form, say } = ask;
  const boxes = ['left-year', 'left-month', 'left-day'].map((box) => String(form[box] ?? '').trim());
  const left = boxes.map((text) => text.padStart(2, '0')).join('-');
  let read: { decision: 'moved' | 'both'; left: string; reason: string };
  try {
    read = readForm(decisionSchema(actor.today), { ...form, left }, say);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return moveAgain(ask, sources, () => newForm(form, error.problems), 422);
  }
  const { decision, reason } = read;
  const wish = { moveId: moveIn(ask), reason };
  const move = await asWhole(db, actor, (tx) =>
    decideMove(
      tx,
      actor,
      decision === 'moved' ? { ...wish, decision, endsOn: plainDate(read.left) } : { ...wish, decision },
    ),
  );
  if (!move) return notFound();
  return redirect('/quality/moves', { key: `quality.move.done-${decision}` });
}

/** `POST /quality/moves/:moveId/taking-back`: the decision is taken back, and the move waits again. */
export function takeBack(sources: Sources): (ask: Ask) => Promise<Reply> {
  return (ask) => takeBackAbout(ask, sources);
}

async function takeBackAbout(ask: Ask, sources: Sources): Promise<Reply> {
  const { db, actor, form, say } = ask;
  let reason: string;
  try {
    ({ reason } = readForm(z.object({ reason: reasonField }), form, say));
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return moveAgain(ask, sources, () => newForm(form, error.problems), 422);
  }
  const moveId = moveIn(ask);
  const move = await asWhole(db, actor, (tx) => takeBackMove(tx, actor, { moveId, reason }));
  if (!move) return notFound();
  return redirect('/quality/moves', { key: 'quality.move.done-taken-back' });
}

/**
 * Acts in the reach of the whole organisation, because whoever decides may lose sight of the young person by it; what the
 * actor may is asked by the act itself. Who is seen with what profile follows at once.
 */
function asWhole(
  db: Database,
  actor: Actor,
  act: (tx: Parameters<typeof moveOf>[0]) => Promise<Move | undefined>,
): Promise<Move | undefined> {
  const whole = { tenantId: actor.tenantId, reach: 'whole', sensitive: 'all' } as const;
  return withActor(db, whole, async (tx) => {
    const move = await act(tx);
    if (move) await refreshProfiles(tx, actor, actor.today, { people: [move.personId] });
    return move;
  });
}

/** `GET /quality/decided-moves`: what was decided, and by whom; a decision can be taken back from there. */
export async function showDecidedMoves({ db, actor, frame, query }: Ask): Promise<Reply> {
  const asked = readQualityQuery(query);
  return withActor(db, actor, async (tx) => {
    const offset = (asked.page - 1) * PER_PAGE;
    const { settingId } = asked;
    const moves = await movesOf(tx, actor, { settingId, decided: true }, { limit: PER_PAGE + 1, offset });
    const shown = moves.slice(0, PER_PAGE);
    await record(tx, actor, {
      act: 'quality.listed',
      why: `decided moves: ${actor.roles.join(', ')}`,
      number: shown.length,
    });
    return page(
      <DecidedMovesPage frame={frame} moves={shown} asked={asked} isMore={moves.length > PER_PAGE} />,
    );
  });
}

/** The path has been checked to hold an id; whose it is, the query decides. */
function moveIn({ params }: Ask): MoveId {
  return params['moveId'] as MoveId;
}
