import { z } from 'zod';
import { withActor } from '#db';
import { openedFirst, type SeenPerson } from '#modules/people';
import { endPointer, keepPointer, type PointerId, pointerKinds, pointersOf } from '#modules/records';
import {
  type Ask,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withForm,
} from '#web';
import { KeptElsewherePage } from './kept-elsewhere-page.tsx';

const permission = 'confidential.see';

/** Where a safeguarding file or counselling is kept: for the few who may know that there is one. */
export const keptElsewhereRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/people/:personId/kept-elsewhere',
    permission,
    handle: (ask) =>
      openedFirst(ask, permission, async (person) => page((await pageOf(ask, person))(newForm()))),
  },
  {
    method: 'POST',
    path: '/people/:personId/kept-elsewhere',
    permission,
    handle: (ask) => openedFirst(ask, permission, (person) => keep(ask, person)),
  },
  {
    method: 'POST',
    path: '/people/:personId/kept-elsewhere/:pointerId',
    permission,
    handle: (ask) => openedFirst(ask, permission, (person) => end(ask, person)),
  },
];

async function pageOf(
  { db, actor, frame }: Ask,
  person: SeenPerson,
): Promise<(form: ReturnType<typeof newForm>) => React.ReactElement> {
  const pointers = await withActor(db, actor, (tx) => pointersOf(tx, actor, person.personId));
  return (form) => <KeptElsewherePage frame={frame} person={person} pointers={pointers} form={form} />;
}

const NewPointer = z.object({
  kind: z.enum(pointerKinds, 'pointers.kind-missing'),
  keptIn: z.string().trim().min(1, 'pointers.kept-in-missing').max(100, 'pointers.too-long'),
  number: z
    .string()
    .trim()
    .max(60, 'pointers.too-long')
    .default('')
    .transform((typed) => typed || null),
});

async function keep(ask: Ask, person: SeenPerson): Promise<Reply> {
  const { db, actor, form } = ask;
  return withForm(ask, NewPointer, await pageOf(ask, person), async (pointer) => {
    const id = submissionOf<PointerId>(form);
    await withActor(db, actor, (tx) => keepPointer(tx, actor, person, { id, ...pointer }));
    return redirect(`/people/${person.personId}/kept-elsewhere`, { kind: 'success', key: 'pointers.done' });
  });
}

async function end({ db, actor, params }: Ask, person: SeenPerson): Promise<Reply> {
  const id = params['pointerId'] as PointerId; // the path has been checked to hold an id
  if (!(await withActor(db, actor, (tx) => endPointer(tx, actor, person, id)))) return notFound();
  return redirect(`/people/${person.personId}/kept-elsewhere`, { kind: 'success', key: 'pointers.ended' });
}
