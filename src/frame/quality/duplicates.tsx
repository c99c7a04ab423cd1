import { z } from 'zod';
import { type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import {
  type ApartId,
  apartOf,
  comparedRecord,
  type Duplicate,
  type DuplicateId,
  decidedDuplicates,
  duplicateOf,
  type MergingId,
  mergePeople,
  seePerson,
  tellApart,
  unmergePeople,
} from '#modules/people';
import { refreshProfiles } from '#modules/risk';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  type MergePart,
  newForm,
  notFound,
  page,
  type Reply,
  readForm,
  redirect,
} from '#web';
import { allOf } from '../kept/with-person.ts';
import { PER_PAGE } from '../list-ask.ts';
import { readQualityQuery, reasonField } from './ask.ts';
import { ComparePage } from './compare-page.tsx';
import { DecidedDuplicatesPage } from './decided-duplicates-page.tsx';

const BACK = '/quality/duplicates';
const DECIDED = '/quality/decided-duplicates';
const sides = z.enum(['one', 'other'], { error: 'quality.duplicate.stays-missing' });

/** `GET /quality/duplicates/:duplicateId`: two records side by side, and what can be done about them. */
export function showDuplicate(parts: readonly MergePart[]): (ask: Ask) => Promise<Reply> {
  return (ask) => compareAgain(ask, parts, newForm(), 200);
}

async function compareAgain(
  ask: Ask,
  parts: readonly MergePart[],
  form: FormState,
  status: number,
): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const pair = await duplicateOf(tx, actor, pairIn(ask));
    if (!pair || !(await seeBoth(tx, actor, pair))) return notFound();
    const { tenantId } = actor;
    const one = await comparedRecord(tx, { tenantId, personId: pair.one.personId }, parts);
    const other = await comparedRecord(tx, { tenantId, personId: pair.other.personId }, parts);
    const mayMerge = actor.may.has('people.merge');
    return page(
      <ComparePage frame={frame} pair={pair} records={{ one, other }} form={form} mayMerge={mayMerge} />,
      {
        status,
      },
    );
  });
}

async function seeBoth(tx: Tx, actor: Actor, { one, other }: Duplicate): Promise<boolean> {
  const first = await seePerson(tx, actor, one.personId, 'person.compared');
  return first !== undefined && (await seePerson(tx, actor, other.personId, 'person.compared')) !== undefined;
}

/** `POST /quality/duplicates/:duplicateId/merging`: makes one record of two. */
export function merge(parts: readonly MergePart[]): (ask: Ask) => Promise<Reply> {
  return async (ask) => {
    const { db, actor, form, say } = ask;
    let wish: { stays: 'one' | 'other'; reason: string };
    try {
      wish = readForm(z.object({ stays: sides, reason: reasonField }), form, say);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return compareAgain(ask, parts, newForm({ ...form, asked: 'merging' }, error.problems), 422);
    }
    return withActor(db, allOf(actor), async (tx) => {
      const pair = await duplicateOf(tx, actor, pairIn(ask));
      if (!pair) return notFound();
      const [into, from] = wish.stays === 'one' ? [pair.one, pair.other] : [pair.other, pair.one];
      const { reason } = wish;
      const person = await mergePeople(tx, actor, parts, {
        from: from.personId,
        into: into.personId,
        reason,
      });
      if (!person) return notFound();
      await refreshProfiles(tx, actor, actor.today, { people: [into.personId] });
      return redirect(`/people/${into.personId}`, { key: 'quality.duplicate.merged' });
    });
  };
}

/** `POST /quality/duplicates/:duplicateId/telling-apart`: these are two young people, and nobody is asked again. */
export function apart(parts: readonly MergePart[]): (ask: Ask) => Promise<Reply> {
  return async (ask) => {
    const { db, actor, form, say } = ask;
    let reason: string;
    try {
      ({ reason } = readForm(z.object({ reason: reasonField }), form, say));
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return compareAgain(ask, parts, newForm({ ...form, asked: 'telling-apart' }, error.problems), 422);
    }
    return withActor(db, actor, async (tx) => {
      const pair = await duplicateOf(tx, actor, pairIn(ask));
      if (!pair) return notFound();
      const wish = { one: pair.one.personId, other: pair.other.personId, areTwo: true, reason };
      if (!(await tellApart(tx, actor, wish))) return notFound();
      return redirect(BACK, { key: 'quality.duplicate.told-apart' });
    });
  };
}

/** `GET /quality/decided-duplicates`: what was merged and who was told apart, each with the way back. */
export async function showDecided(ask: Ask, form: FormState = newForm(), status = 200): Promise<Reply> {
  const { db, actor, frame, query } = ask;
  const asked = readQualityQuery(query);
  return withActor(db, actor, async (tx) => {
    const offset = (asked.page - 1) * PER_PAGE;
    const found = await decidedDuplicates(tx, actor, { limit: PER_PAGE + 1, offset });
    const decided = found.slice(0, PER_PAGE);
    await record(tx, actor, {
      act: 'quality.listed',
      why: `decided duplicates: ${actor.roles.join(', ')}`,
      number: decided.length,
    });
    const isMore = found.length > PER_PAGE;
    return page(
      <DecidedDuplicatesPage frame={frame} decided={decided} asked={asked} isMore={isMore} form={form} />,
      { status },
    );
  });
}

/** `POST /quality/mergings/:mergingId/undoing`: two records again, as they were. */
export async function unmerge(ask: Ask): Promise<Reply> {
  const { params } = ask;
  const mergingId = params['mergingId'] as MergingId; // the path has been checked to hold an id
  return withReason(ask, mergingId, (tx, reason) =>
    unmergePeople(tx, ask.actor, { mergingId, reason }).then(async (people) => {
      if (!people) return notFound();
      await refreshProfiles(tx, ask.actor, ask.actor.today, { people });
      return redirect(DECIDED, { key: 'quality.duplicate.unmerged' });
    }),
  );
}

/** `POST /quality/tellings-apart/:apartId/taking-back`: the two may be one again. */
export async function takeBackApart(ask: Ask): Promise<Reply> {
  const { params, actor } = ask;
  const apartId = params['apartId'] as ApartId; // the path has been checked to hold an id
  return withReason(ask, apartId, async (tx, reason) => {
    const pair = await apartOf(tx, actor, apartId);
    if (!pair || !(await tellApart(tx, actor, { ...pair, areTwo: false, reason }))) return notFound();
    return redirect(DECIDED, { key: 'quality.duplicate.taken-back' });
  });
}

/** Asks for a reason; without one the list is shown again with what to mend at the entry it belongs to. */
async function withReason(
  ask: Ask,
  id: string,
  act: (tx: Tx, reason: string) => Promise<Reply>,
): Promise<Reply> {
  let reason: string;
  try {
    ({ reason } = readForm(z.object({ reason: reasonField }), ask.form, ask.say));
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    const problems = error.problems.map(({ message }) => ({ field: `reason-${id}`, message }));
    return showDecided(ask, newForm({ [`reason-${id}`]: String(ask.form['reason'] ?? '') }, problems), 422);
  }
  return withActor(ask.db, allOf(ask.actor), (tx) => act(tx, reason));
}

/** The path has been checked to hold an id; whose it is, the query decides. */
function pairIn({ params }: Ask): DuplicateId {
  return params['duplicateId'] as DuplicateId;
}
