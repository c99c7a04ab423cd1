import { z } from 'zod';
import type { Tx } from '#db';
import { actsAbout, countActsAbout } from '#modules/audit';
import { accountNames } from '#modules/identity';
import {
  askErasure,
  endHold,
  everySettingName,
  holdOf,
  nameOnPage,
  placeHold,
  type SeenPerson,
} from '#modules/people';
import {
  type Ask,
  download,
  type KeptTable,
  newForm,
  page,
  type Reply,
  type Route,
  redirect,
  withForm,
} from '#web';
import { actInWords } from '../who-sees/act-in-words.ts';
import { keptDocument } from './document.tsx';
import { KeptPage } from './kept-page.tsx';
import { countKept, readKept } from './kept-rows.ts';
import { type ReasonOf, ReasonPage } from './reason-page.tsx';
import { withPerson } from './with-person.ts';

/** Of more lines of looks a document grows too long to hand over; all of them are in the audit. */
const MOST_ACTS = 5_000;

/** A reason, for whoever looks at it in some years. */
export const Why = z.object({
  reason: z.string().trim().min(1, 'kept.reason-missing').max(2000, 'kept.reason-long'),
});

/** What is kept about one young person: shown, given to them, held, and asked to be erased. */
export function keptRoutes(tables: readonly KeptTable[]): Route[] {
  const path = '/people/:personId';
  const erase = { permission: 'kept.erase', stepUp: true } as const;
  const give = { permission: 'kept.give', stepUp: true } as const;
  return [
    { method: 'GET', path: `${path}/kept`, permission: 'kept.give', handle: show(tables) },
    { method: 'GET', path: `${path}/kept.html`, ...give, handle: giving(tables, asPage) },
    { method: 'GET', path: `${path}/kept.json`, ...give, handle: giving(tables, asData) },
    { method: 'GET', path: `${path}/erasure`, ...erase, handle: askForErasure },
    { method: 'POST', path: `${path}/erasure`, ...erase, handle: keepErasure },
    { method: 'GET', path: `${path}/hold`, ...erase, handle: askForHold },
    { method: 'POST', path: `${path}/hold`, ...erase, handle: keepHold },
  ];
}

function show(tables: readonly KeptTable[]) {
  return (ask: Ask) =>
    withPerson(ask, async (tx, person) => {
      const whose = { tenantId: ask.actor.tenantId, personId: person.personId };
      return page(
        <KeptPage
          frame={ask.frame}
          person={person}
          counts={await countKept(tx, tables, whose)}
          looks={await countActsAbout(tx, whose)}
          hold={await holdOf(tx, whose)}
          mayErase={ask.actor.may.has('kept.erase')}
        />,
      );
    });
}

type Everything = Awaited<ReturnType<typeof everything>>;

/** A look of its own: it is on record that the whole record was given out. */
function giving(
  tables: readonly KeptTable[],
  as: (ask: Ask, person: SeenPerson, found: Everything) => Reply,
) {
  return (ask: Ask) =>
    withPerson(
      ask,
      async (tx, person) => as(ask, person, await everything(tx, ask, tables, person)),
      'person.given',
    );
}

async function everything(tx: Tx, { actor }: Ask, tables: readonly KeptTable[], { personId }: SeenPerson) {
  const { tenantId } = actor;
  const whose = { tenantId, personId };
  const sorts = await readKept(tx, tables, whose, await everySettingName(tx, tenantId));
  const acts = await actsAbout(tx, whose, { limit: MOST_ACTS, offset: 0 });
  const names = await accountNames(
    tx,
    tenantId,
    acts.map(({ accountId }) => accountId),
  );
  const named = acts.map((act) => ({ ...act, who: names.get(act.accountId) ?? act.by ?? '' }));
  // Who they are first: tables are emptied the other way round.
  return { sorts: sorts.reverse(), acts: named };
}

function asPage({ actor, frame, say }: Ask, person: SeenPerson, { sorts, acts }: Everything): Reply {
  const body = keptDocument({
    say,
    lang: frame.lang,
    name: nameOnPage(say, person),
    organisation: frame.account?.organisation ?? '',
    by: actor.name,
    at: new Date().toISOString(),
    sorts,
    acts: acts.map((act) => ({ ...act, act: actInWords(say, { ...act, times: 1 }) })),
  });
  return download({ name: 'record.html', type: 'text/html; charset=utf-8', body });
}

function asData({ actor, frame }: Ask, _: SeenPerson, { sorts, acts }: Everything): Reply {
  const given = {
    made: { by: actor.name, at: new Date().toISOString(), organisation: frame.account?.organisation },
    kept: Object.fromEntries(sorts.map(({ table: { table }, rows }) => [table, rows])),
    mayNameOthers: sorts.flatMap(({ table: { table, mayNameOthers = [] } }) =>
      mayNameOthers.map((column) => `${table}.${column}`),
    ),
    looks: acts.map(({ day, who, act, why, times }) => ({ day, who, act, why, times })),
  };
  return download({
    name: 'record.json',
    type: 'application/json',
    body: `${JSON.stringify(given, null, 2)}\n`,
  });
}

function reasonPage({ frame }: Ask, person: SeenPerson, what: ReasonOf) {
  return (form: ReturnType<typeof newForm>) => (
    <ReasonPage frame={frame} form={form} person={person} what={what} />
  );
}

function askForErasure(ask: Ask): Promise<Reply> {
  return withPerson(ask, async (_, person) => page(reasonPage(ask, person, 'erasure')(newForm())));
}

function keepErasure(ask: Ask): Promise<Reply> {
  return withPerson(ask, (tx, person) =>
    withForm(ask, Why, reasonPage(ask, person, 'erasure'), async ({ reason }) => {
      await askErasure(tx, ask.actor, person.personId, reason);
      return redirect(`/people/${person.personId}/kept`, { kind: 'success', key: 'kept.erasure.done' });
    }),
  );
}

function askForHold(ask: Ask): Promise<Reply> {
  return withPerson(ask, async (tx, person) => {
    const hold = await holdOf(tx, { tenantId: ask.actor.tenantId, personId: person.personId });
    return page(reasonPage(ask, person, hold ? 'hold-end' : 'hold')(newForm()));
  });
}

function keepHold(ask: Ask): Promise<Reply> {
  const { actor } = ask;
  return withPerson(ask, async (tx, { personId, ...person }) => {
    const isHeld = (await holdOf(tx, { tenantId: actor.tenantId, personId })) !== undefined;
    const what = isHeld ? 'hold-end' : 'hold';
    return withForm(ask, Why, reasonPage(ask, { personId, ...person }, what), async ({ reason }) => {
      await (isHeld ? endHold : placeHold)(tx, actor, personId, reason);
      return redirect(`/people/${personId}/kept`, { kind: 'success', key: `kept.${what}.done` });
    });
  });
}
