import { z } from 'zod';
import { type AccountId, type PersonId, withActor } from '#db';
import { cardsOf, makeCard, replaceSecret } from '#modules/identity';
import {
  endOwnAccount,
  nameOnPage,
  type OwnAccount,
  openChosen,
  openedFirst,
  openOwnAccount,
  ownAccounts,
  placesInWords,
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
  withForm,
} from '#web';
import { CardSheetPage, type MadeCard } from './card-sheet.tsx';
import { ChooseCardsPage } from './choose-cards-page.tsx';
import { OwnAccountsPage } from './own-accounts-page.tsx';

/** Cards with which young people and their families sign in: made for many at once, and looked after one by one. */
export const ownAccountRoutes: readonly Route[] = [
  { method: 'GET', path: '/people/cards', permission: 'card.give', handle: askCards },
  { method: 'POST', path: '/people/cards', permission: 'card.give', handle: makeCards },
  {
    method: 'GET',
    path: '/people/:personId/own-accounts',
    permission: 'card.give',
    handle: (ask) =>
      openedFirst(ask, 'card.give', async (person) => page((await ownPage(ask, person))(newForm()))),
  },
  {
    method: 'POST',
    path: '/people/:personId/own-accounts',
    permission: 'card.give',
    handle: (ask) => openedFirst(ask, 'card.give', (person) => addFamily(ask, person)),
  },
  {
    method: 'POST',
    path: '/people/:personId/own-accounts/:accountId',
    permission: 'card.give',
    handle: (ask) => openedFirst(ask, 'card.give', (person) => change(ask, person)),
  },
];

async function askCards(ask: Ask): Promise<Reply> {
  const people = await openChosen(ask, chosenIn(ask.query), 'card.give', '/people/cards');
  if (people.length === 0) return nobodyChosen(ask);
  const chosen = await withActor(ask.db, wholeOf(ask), async (tx) => {
    const own = await ownOf(tx, ask, people);
    const cards = await cardsOf(
      tx,
      ask.actor,
      [...own.values()].map(({ accountId }) => accountId),
    );
    return people.map((person) => {
      const account = own.get(person.personId);
      return { person, madeAt: account && cards.get(account.accountId)?.madeAt };
    });
  });
  return page(<ChooseCardsPage frame={ask.frame} chosen={chosen} back={listOf(ask)} />);
}

async function ownOf(
  tx: Parameters<typeof ownAccounts>[0],
  { actor }: Ask,
  people: readonly SeenPerson[],
): Promise<ReadonlyMap<PersonId, OwnAccount>> {
  const ids = people.map(({ personId }) => personId);
  const accounts = await ownAccounts(tx, actor, ids);
  return new Map(
    accounts.filter(({ relation }) => relation === 'self').map((account) => [account.personId, account]),
  );
}

async function makeCards(ask: Ask): Promise<Reply> {
  const { db, actor, form, say } = ask;
  const people = await openChosen(ask, chosenIn(form), 'card.give', '/people/cards');
  if (people.length === 0) return nobodyChosen({ ...ask, query: form });
  const made = await withActor(db, wholeOf(ask), async (tx) => {
    const own = await ownOf(tx, ask, people);
    const has = await cardsOf(
      tx,
      actor,
      [...own.values()].map(({ accountId }) => accountId),
    );
    const cards: MadeCard[] = [];
    for (const person of people) {
      const account = own.get(person.personId);
      if (form['which'] !== 'all' && account && has.has(account.accountId)) continue;
      const accountId =
        account?.accountId ?? (await openOwnAccount(tx, actor, person.personId, { relation: 'self' }));
      const card = await makeCard(tx, actor, accountId, 'young_person');
      cards.push({
        ...card,
        holder: nameOnPage(say, person),
        where: placesInWords(ask.frame, person),
        isFamily: false,
      });
    }
    return cards;
  });
  const back = listOf({ ...ask, query: form });
  if (made.length === 0) return redirect(back, { kind: 'note', key: 'own.all-have' });
  return sheet(ask, made, { href: back, text: say('people.back-to-list') });
}

function sheet(
  { frame, actor, request }: Ask,
  made: readonly MadeCard[],
  back: { href: string; text: string },
): Reply {
  const printed = { by: actor.name, on: actor.today };
  return page(
    <CardSheetPage frame={frame} made={made} back={back} printed={printed} origin={request.origin} />,
  );
}

async function ownPage(
  ask: Ask,
  person: SeenPerson,
  told?: { secret: string; whose: OwnAccount },
): Promise<(form: ReturnType<typeof newForm>) => React.ReactElement> {
  const { accounts, cards } = await withActor(ask.db, wholeOf(ask), async (tx) => {
    const accounts = await ownAccounts(tx, ask.actor, [person.personId]);
    const ids = accounts.map(({ accountId }) => accountId);
    return { accounts, cards: await cardsOf(tx, ask.actor, ids) };
  });
  return (form) => (
    <OwnAccountsPage
      frame={ask.frame}
      person={person}
      accounts={accounts}
      cards={cards}
      form={form}
      told={told}
    />
  );
}

const Family = z.object({
  name: z.string().trim().min(1, 'own.family-name-missing').max(100, 'own.too-long'),
  contact: z.string().trim().min(1, 'own.family-contact-missing').max(200, 'own.too-long'),
});

async function addFamily(ask: Ask, person: SeenPerson): Promise<Reply> {
  return withForm(ask, Family, await ownPage(ask, person), async ({ name, contact }) => {
    const card = await withActor(ask.db, wholeOf(ask), async (tx) => {
      const whose = { relation: 'parent', name, contact } as const;
      const accountId = await openOwnAccount(tx, ask.actor, person.personId, whose);
      return makeCard(tx, ask.actor, accountId, 'family');
    });
    return sheet(ask, [{ ...card, holder: name, where: undefined, isFamily: true }], backTo(ask, person));
  });
}

function backTo({ say }: Ask, person: SeenPerson) {
  const text = say('own.back', { name: nameOnPage(say, person) });
  return { href: `/people/${person.personId}/own-accounts`, text };
}

async function change(ask: Ask, person: SeenPerson): Promise<Reply> {
  const { db, actor, form, params, say } = ask;
  const accountId = params['accountId'] as AccountId; // the path has been checked to hold an id
  const { personId } = person;
  const doing = String([form['do'] ?? ''].flat()[0]);
  const changed = await withActor(db, wholeOf(ask), async (tx) => {
    const account = (await ownAccounts(tx, actor, [personId])).find((each) => each.accountId === accountId);
    if (!account) return undefined;
    const kind = account.relation === 'self' ? 'young_person' : 'family';
    if (doing === 'card') return { account, card: await makeCard(tx, actor, accountId, kind) };
    if (doing === 'secret') return { account, secret: await replaceSecret(tx, actor, accountId, kind) };
    if (doing !== 'end') return undefined;
    await endOwnAccount(tx, actor, account, 'asked for');
    return { account };
  });
  if (!changed) return notFound();
  const { account, card, secret } = { card: undefined, secret: undefined, ...changed };
  if (card) {
    const isFamily = account.relation === 'parent';
    const holder = account.name ?? nameOnPage(say, person);
    const where = isFamily ? undefined : placesInWords(ask.frame, person);
    return sheet(ask, [{ ...card, holder, where, isFamily }], backTo(ask, person));
  }
  if (secret !== undefined) return page((await ownPage(ask, person, { secret, whose: account }))(newForm()));
  return redirect(`/people/${personId}/own-accounts`, { kind: 'success', key: 'own.ended' });
}
