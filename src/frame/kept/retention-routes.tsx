import { type PersonId, type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import {
  declineErasure,
  type Erasure,
  erasureOf,
  erasuresDecided,
  erasuresWaiting,
  expiringRules,
  proposeDue,
  retentionRules,
  seePerson,
} from '#modules/people';
import {
  type Ask,
  type KeptTable,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  withForm,
} from '#web';
import { eraseOne } from './erase-one.ts';
import { Why } from './kept-routes.tsx';
import { countKept } from './kept-rows.ts';
import { ErasurePage, RetentionPage } from './retention-page.tsx';
import { allOf } from './with-person.ts';

/** So many are shown of what waits, and of what was decided. */
const MOST_WAITING = 200;
const MOST_DECIDED = 50;

/** What is proposed for erasure, and what becomes of it: for whoever looks after what is kept for the whole organisation. */
export function retentionRoutes(tables: readonly KeptTable[]): Route[] {
  const permission = 'kept.erase';
  const lately = { permission, stepUp: true } as const;
  return [
    { method: 'GET', path: '/retention', permission, handle: showAll },
    { method: 'POST', path: '/retention/due', permission, handle: askNow },
    { method: 'GET', path: '/retention/:erasureId', ...lately, handle: (ask: Ask) => showOne(ask, tables) },
    {
      method: 'POST',
      path: '/retention/:erasureId/erasing',
      ...lately,
      handle: (ask: Ask) => erase(ask, tables),
    },
    {
      method: 'POST',
      path: '/retention/:erasureId/declining',
      ...lately,
      handle: (ask: Ask) => decline(ask, tables),
    },
  ];
}

function showAll({ db, actor, frame }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const waiting = await erasuresWaiting(tx, actor.tenantId, MOST_WAITING);
    const decided = await erasuresDecided(tx, actor.tenantId, MOST_DECIDED);
    await record(tx, actor, { act: 'list.seen', why: 'retention', number: waiting.length });
    return page(
      <RetentionPage
        frame={frame}
        waiting={waiting}
        decided={decided}
        rules={retentionRules()}
        expiring={expiringRules()}
      />,
    );
  });
}

async function askNow({ db, actor }: Ask): Promise<Reply> {
  const count = await withActor(db, actor, (tx) => proposeDue(tx, actor, retentionRules()));
  return redirect('/retention', { kind: 'success', key: 'retention.proposed', values: { count } });
}

type Waiting = Erasure & { personId: PersonId };

function withErasure(ask: Ask, handle: (tx: Tx, erasure: Waiting) => Promise<Reply>): Promise<Reply> {
  const { db, actor, params } = ask;
  return withActor(db, allOf(actor), async (tx) => {
    const erasure = await erasureOf(tx, actor.tenantId, params['erasureId'] ?? '');
    if (!erasure) return notFound();
    const { decision, personId } = erasure;
    // Decided already, by somebody else or by the first press of a button.
    if (decision !== null || personId === null) return redirect('/retention');
    return handle(tx, { ...erasure, personId });
  });
}

async function erasurePage({ actor, frame }: Ask, tx: Tx, tables: readonly KeptTable[], erasure: Waiting) {
  const counts = await countKept(tx, tables, { tenantId: actor.tenantId, personId: erasure.personId });
  const isOwn = erasure.accountId !== null && erasure.accountId === actor.accountId;
  return (form: ReturnType<typeof newForm>) => (
    <ErasurePage frame={frame} form={form} erasure={erasure} counts={counts} isOwn={isOwn} />
  );
}

function showOne(ask: Ask, tables: readonly KeptTable[]): Promise<Reply> {
  return withErasure(ask, async (tx, erasure) => {
    const person = await seePerson(tx, ask.actor, erasure.personId, 'person.seen');
    return person ? page((await erasurePage(ask, tx, tables, erasure))(newForm())) : notFound();
  });
}

async function erase({ db, actor, params }: Ask, tables: readonly KeptTable[]): Promise<Reply> {
  const count = await eraseOne(db, actor, tables, params['erasureId'] ?? '');
  if (count === undefined) return redirect('/retention');
  return redirect('/retention', { kind: 'success', key: 'retention.done', values: { count } });
}

function decline(ask: Ask, tables: readonly KeptTable[]): Promise<Reply> {
  return withErasure(ask, async (tx, erasure) =>
    withForm(ask, Why, await erasurePage(ask, tx, tables, erasure), async ({ reason }) => {
      await declineErasure(tx, ask.actor, erasure.id, reason);
      return redirect('/retention', { kind: 'success', key: 'retention.declined-done' });
    }),
  );
}
