import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type AccountId, type PersonId, type Tx, withActor } from '#db';
import { whoHasOwn } from '#modules/access';
import { accountsById } from '#modules/identity';
import {
  endNamedAdult,
  type NamedAdultId,
  nameAdult,
  namedAdults,
  openChosen,
  openedFirst,
  RELATIONS,
  type SeenPerson,
  wholeOf,
} from '#modules/people';
import {
  type Ask,
  chosenIn,
  listOf,
  newForm,
  nobodyChosen,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withDays,
  withForm,
} from '#web';
import { type Adult, NameManyPage } from './name-many-page.tsx';
import { NamedPage } from './named-page.tsx';

const permission = 'adult.name';

/** Adults who are named to young people one by one: a mentor, a coach, an adviser who has them on their caseload. */
export const namedRoutes: readonly Route[] = [
  { method: 'GET', path: '/people/adults', permission, handle: askMany },
  { method: 'POST', path: '/people/adults', permission, handle: nameMany },
  {
    method: 'GET',
    path: '/people/:personId/adults',
    permission,
    handle: (ask) =>
      openedFirst(ask, permission, async (person) => page((await pageOf(ask, person))(newForm()))),
  },
  {
    method: 'POST',
    path: '/people/:personId/adults',
    permission,
    handle: (ask) => openedFirst(ask, permission, (person) => nameOne(ask, person)),
  },
  {
    method: 'POST',
    path: '/people/:personId/adults/:namedId',
    permission,
    handle: (ask) => openedFirst(ask, permission, (person) => end(ask, person)),
  },
];

const Naming = z.object({
  adult: z.uuid('named.adult-missing'),
  relation: z.enum(RELATIONS, 'named.relation-missing'),
  reason: z.string().trim().min(1, 'named.reason-missing').max(200, 'named.reason-long'),
  until: z
    .string()
    .default('')
    .refine((date) => date === '' || isPlainDate(date), 'named.until-wrong')
    .transform((date): PlainDate | null => (date === '' ? null : plainDate(date))),
});

/** Whoever has a role for young people of their own, but oneself, by name. */
async function choosable(tx: Tx, { actor }: Ask): Promise<Adult[]> {
  const ids = await whoHasOwn(tx, actor);
  const accounts = await accountsById(tx, actor.tenantId, ids);
  return [...accounts]
    .filter(([id, { isOpen }]) => isOpen && id !== actor.accountId)
    .map(([id, { name, job }]) => ({ id, name, job }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

async function pageOf(
  ask: Ask,
  person: SeenPerson,
): Promise<(form: ReturnType<typeof newForm>) => React.ReactElement> {
  const { actor, frame, db } = ask;
  const { adults, named, names } = await withActor(db, wholeOf(ask), async (tx) => {
    const named = await namedAdults(tx, actor, [person.personId]);
    const names = await accountsById(tx, actor.tenantId, [
      ...new Set(named.map(({ accountId }) => accountId)),
    ]);
    return { adults: await choosable(tx, ask), named, names };
  });
  const held = named.map((each) => ({ ...each, name: names.get(each.accountId)?.name ?? '' }));
  return (form) => <NamedPage frame={frame} person={person} named={held} adults={adults} form={form} />;
}

async function nameOne(ask: Ask, person: SeenPerson): Promise<Reply> {
  const shown = await pageOf(ask, person);
  return withForm(withDays(ask, 'until'), Naming, shown, async (naming) => {
    await nameTo(ask, [person.personId], naming);
    return redirect(`/people/${person.personId}/adults`, { kind: 'success', key: 'named.done' });
  });
}

function nameTo(ask: Ask, personIds: PersonId[], naming: z.output<typeof Naming>): Promise<number> {
  const { adult, relation, reason, until } = naming;
  return withActor(ask.db, wholeOf(ask), (tx) =>
    nameAdult(tx, ask.actor, {
      id: submissionOf(ask.form),
      personIds,
      accountId: adult as AccountId,
      relation,
      reason,
      endsOn: until,
    }),
  );
}

async function end(ask: Ask, { personId }: SeenPerson): Promise<Reply> {
  const id = ask.params['namedId'] as NamedAdultId; // the path has been checked to hold an id
  const wish = { personId, id, reason: 'ended on the page of the young person' };
  const ended = await withActor(ask.db, wholeOf(ask), (tx) => endNamedAdult(tx, ask.actor, wish));
  if (!ended) return notFound();
  return redirect(`/people/${personId}/adults`, { kind: 'success', key: 'named.ended' });
}

async function askMany(ask: Ask): Promise<Reply> {
  const people = await openChosen(ask, chosenIn(ask.query), permission, '/people/adults');
  if (people.length === 0) return nobodyChosen(ask);
  const adults = await withActor(ask.db, wholeOf(ask), (tx) => choosable(tx, ask));
  return page(
    <NameManyPage frame={ask.frame} people={people} adults={adults} form={newForm()} back={listOf(ask)} />,
  );
}

async function nameMany(ask: Ask): Promise<Reply> {
  const { form, frame } = ask;
  const people = await openChosen(ask, chosenIn(form), permission, '/people/adults');
  const back = listOf({ ...ask, query: form });
  if (people.length === 0) return nobodyChosen({ ...ask, query: form });
  const adults = await withActor(ask.db, wholeOf(ask), (tx) => choosable(tx, ask));
  return withForm(
    withDays(ask, 'until'),
    Naming,
    (typed) => <NameManyPage frame={frame} people={people} adults={adults} form={typed} back={back} />,
    async (naming) => {
      const ids = people.map(({ personId }) => personId);
      const count = await nameTo(ask, ids, naming);
      return redirect(back, { kind: 'success', key: 'named.done-many', values: { count } });
    },
  );
}
