import type { ReactElement } from 'react';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type AccountId, type Tx, withActor } from '#db';
import { accountsById } from '#modules/identity';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withDays,
  withForm,
} from '#web';
import { convenePanel, endPanel, endSeat, giveSeat, whoMaySit } from '../actions/convene-panel.ts';
import { PanelPage, PanelsPage } from '../pages/panel-pages.tsx';
import { type Panel, type PanelId, panelsOf, type SeatId } from '../queries/panels.ts';
import { agencies, duties } from '../rules/words.ts';
import { wholly } from './wholly.ts';

const permission = 'accounts.manage';

/** Panels and who sits on them, for whoever manages accounts: a seat is a way to see what is said about young people. */
export const panelRoutes: readonly Route[] = [
  { method: 'GET', path: '/panels', permission, handle: list },
  { method: 'GET', path: '/panels/new', permission, stepUp: true, handle: (ask) => show(ask, undefined) },
  {
    method: 'POST',
    path: '/panels/new',
    permission,
    stepUp: true,
    handle: (ask) => keep(ask, undefined, submissionOf<PanelId>(ask.form)),
  },
  {
    method: 'GET',
    path: '/panels/:panelId',
    permission,
    stepUp: true,
    handle: (ask) => withPanel(ask, (panel) => show(ask, panel)),
  },
  {
    method: 'POST',
    path: '/panels/:panelId',
    permission,
    stepUp: true,
    handle: (ask) => withPanel(ask, (panel) => keep(ask, panel, panel.id)),
  },
  {
    method: 'POST',
    path: '/panels/:panelId/seats',
    permission,
    stepUp: true,
    handle: (ask) => withPanel(ask, (panel) => give(ask, panel)),
  },
  { method: 'POST', path: '/panels/:panelId/seats/:seatId', permission, stepUp: true, handle: takeSeat },
  { method: 'POST', path: '/panels/:panelId/end', permission, stepUp: true, handle: end },
];

function idIn({ params }: Ask): PanelId {
  return params['panelId'] as PanelId; // the path has been checked to hold an id
}

async function list(ask: Ask): Promise<Reply> {
  const panels = await withActor(ask.db, wholly(ask), (tx) => panelsOf(tx, ask.actor));
  return page(<PanelsPage frame={ask.frame} panels={panels} />);
}

/** What has ended or never was is not there. */
async function withPanel(ask: Ask, handle: (panel: Panel) => Promise<Reply>): Promise<Reply> {
  const [panel] = await withActor(ask.db, wholly(ask), (tx) => panelsOf(tx, ask.actor, idIn(ask)));
  return panel ? handle(panel) : notFound();
}

/** The page of a panel, or of one that is to be, with one of its forms as it was sent. */
async function pageOf(
  ask: Ask,
  panel: Panel | undefined,
): Promise<(sent: { words?: FormState; seat?: FormState }) => ReactElement> {
  const sitters = await withActor(ask.db, wholly(ask), (tx) => sittersFor(tx, ask, panel));
  const asItIs = newForm(panel ? { name: panel.name, about: panel.about } : {});
  return ({ words = asItIs, seat = newForm() }) => (
    <PanelPage frame={ask.frame} panel={panel} sitters={sitters} words={words} seat={seat} />
  );
}

/** Whoever has a role for panels, but oneself and those who sit there already, by name. */
async function sittersFor(tx: Tx, { actor }: Ask, panel: Panel | undefined) {
  if (!panel) return [];
  const taken = new Set(panel.seats.map(({ accountId }) => accountId));
  const accounts = await accountsById(tx, actor.tenantId, await whoMaySit(tx, actor));
  return [...accounts]
    .filter(([id, { isOpen }]) => isOpen && id !== actor.accountId && !taken.has(id))
    .map(([id, { name, job }]) => ({ id, name, job }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

async function show(ask: Ask, panel: Panel | undefined): Promise<Reply> {
  return page((await pageOf(ask, panel))({}));
}

const Words = z.object({
  name: z.string().trim().min(1, 'panels.name-missing').max(100, 'panels.name-long'),
  about: z.string().trim().min(1, 'panels.for-missing').max(500, 'panels.for-long'),
});

async function keep(ask: Ask, panel: Panel | undefined, id: PanelId): Promise<Reply> {
  const shown = await pageOf(ask, panel);
  return withForm(
    ask,
    Words,
    (words) => shown({ words }),
    async (wish) => {
      await withActor(ask.db, wholly(ask), (tx) => convenePanel(tx, ask.actor, { id, ...wish }));
      return redirect(`/panels/${id}`, { kind: 'success', key: 'panels.kept', values: { name: wish.name } });
    },
  );
}

const Seat = z.object({
  account: z.uuid('panels.account-missing'),
  duty: z.enum(duties, 'panels.duty-missing'),
  agency: z.enum(agencies, 'panels.agency-missing'),
  until: z
    .string()
    .default('')
    .refine((date) => date === '' || isPlainDate(date), 'named.until-wrong')
    .transform((date): PlainDate | null => (date === '' ? null : plainDate(date))),
});

async function give(ask: Ask, panel: Panel): Promise<Reply> {
  const shown = await pageOf(ask, panel);
  return withForm(
    withDays(ask, 'until'),
    Seat,
    (seat) => shown({ seat }),
    async ({ account, duty, agency, until }) => {
      const wish = { id: submissionOf<SeatId>(ask.form), panelId: panel.id, duty, agency, endsOn: until };
      await withActor(ask.db, wholly(ask), (tx) =>
        giveSeat(tx, ask.actor, { ...wish, accountId: account as AccountId }),
      );
      return redirect(`/panels/${panel.id}`, { kind: 'success', key: 'panels.given' });
    },
  );
}

async function takeSeat(ask: Ask): Promise<Reply> {
  const wish = { panelId: idIn(ask), seatId: ask.params['seatId'] as SeatId };
  const ended = await withActor(ask.db, wholly(ask), (tx) => endSeat(tx, ask.actor, wish));
  return ended
    ? redirect(`/panels/${wish.panelId}`, { kind: 'success', key: 'panels.seat-ended' })
    : notFound();
}

async function end(ask: Ask): Promise<Reply> {
  await withActor(ask.db, wholly(ask), (tx) => endPanel(tx, ask.actor, idIn(ask)));
  return redirect('/panels', { kind: 'success', key: 'panels.ended' });
}
