import { type RawBuilder, sql } from 'kysely';
import { type AccountId, type PersonId, type Tx, withActor } from '#db';
import { lookedAtBy, lookingByAccount, record } from '#modules/audit';
import { accountsById } from '#modules/identity';
import { onRoll } from '#modules/people';
import { type Actor, type Ask, notFound, page, type Reply, type Route, redirect } from '#web';
import { LookingPage, type Name, OneLookingPage } from './pages.tsx';

const ON_A_PAGE = 50;

/** How much adults look at young people, for whoever oversees that: everybody at a glance, and one of them day by day. */
export const lookRoutes: readonly Route[] = [
  { method: 'GET', path: '/looks', permission: 'looks.see', handle: showAll },
  { method: 'GET', path: '/looks/:accountId', permission: 'looks.see', handle: showOne },
];

/**
 * The young people whose looks somebody oversees: those of the organisation, or of the settings for which one single role
 * allows it. What else they reach, as an adviser elsewhere, is not theirs to oversee.
 */
function overseen(actor: Actor): RawBuilder<unknown> {
  const { tenantId, reach } = actor;
  const isWhole = reach === 'whole' && actor.mayAt('looks.see', null);
  const settings = reach === 'whole' ? [] : reach.settings.filter((id) => actor.mayAt('looks.see', id));
  const who = { tenantId, reach: isWhole ? ('whole' as const) : { settings, people: [] } };
  return sql`select roll.person_id from people.roll as roll where ${onRoll(who)}`;
}

/** Entries are for those who reach the whole organisation to read: what somebody oversees is said in the query. */
function asWhole({ db, actor: { tenantId } }: Ask, work: (tx: Tx) => Promise<Reply>): Promise<Reply> {
  return withActor(db, { tenantId, reach: 'whole' }, work);
}

function showAll(ask: Ask): Promise<Reply> {
  const { actor, frame } = ask;
  return asWhole(ask, async (tx) => {
    const looking = await lookingByAccount(tx, actor.tenantId, overseen(actor));
    const accounts = await accountsById(
      tx,
      actor.tenantId,
      looking.map(({ accountId }) => accountId),
    );
    await record(tx, actor, { act: 'looks.seen', why: 'oversees looking', number: looking.length });
    return page(<LookingPage frame={frame} looking={looking} accounts={accounts} />);
  });
}

function showOne(ask: Ask): Promise<Reply> {
  const { actor, frame, params, query } = ask;
  const accountId = params['accountId'] as AccountId; // the path has been checked to hold an id
  const asked = Number([query['page'] ?? ''].flat()[0]);
  const number = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
  return asWhole(ask, async (tx) => {
    const account = (await accountsById(tx, actor.tenantId, [accountId])).get(accountId);
    if (!account) return notFound();
    const among = overseen(actor);
    const at = { limit: ON_A_PAGE, offset: (number - 1) * ON_A_PAGE };
    const { looks, total } = await lookedAtBy(tx, actor.tenantId, accountId, among, at);
    if (looks.length === 0) return number > 1 ? redirect(`/looks/${accountId}`) : notFound();
    const names = await namesOf(
      tx,
      actor.tenantId,
      looks.map(({ personId }) => personId),
    );
    await record(tx, actor, {
      act: 'looks.seen',
      subjectId: accountId,
      why: 'oversees looking',
      number: total,
    });
    const pages = Math.ceil(total / ON_A_PAGE);
    return page(
      <OneLookingPage
        frame={frame}
        account={{ id: accountId, ...account }}
        looks={looks}
        names={names}
        at={{ page: number, pages }}
      />,
    );
  });
}

async function namesOf(
  tx: Tx,
  tenantId: Actor['tenantId'],
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Name>> {
  const { rows } = await sql<Name & { personId: PersonId }>`
    select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key
    from people.roll as roll where ${onRoll({ tenantId, reach: 'whole' }, { personIds })}`.execute(tx);
  return new Map(rows.map(({ personId, ...name }) => [personId, name]));
}
