import type { ReactElement } from 'react';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type AccountId, type Tx, withActor } from '#db';
import { type OrganisationId, organisationNames } from '#modules/access';
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
import { convenePanel, endPanel, endSeat, giveSeat } from '../actions/convene-panel.ts';
import { PanelPage, PanelsPage, type Sitter } from '../pages/panel-pages.tsx';
import { type Panel, type PanelId, panelsOf, type SeatId } from '../queries/panels.ts';
import { sittersOn } from '../queries/seats.ts';
import { duties } from '../rules/words.ts';
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
async function sittersFor(tx: Tx, { actor }: Ask, panel: Panel | undefined): Promise<Sitter[]> {
  if (!panel) return [];
  const taken = panel.seats.filter(({ holds }) => holds).map(({ accountId }) => accountId);
  const free = (await sittersOn(tx, actor)).filter(
    ({ accountId }) => accountId !== actor.accountId && !taken.includes(accountId),
  );
  const accounts = await accountsById(
    tx,
    actor.tenantId,
    free.map(({ accountId }) => accountId),
  );
  const organisations = await organisationNames(tx, actor.tenantId);
  return free
    .flatMap(({ accountId, organisationId }) => {
      const account = accounts.get(accountId);
      if (!account?.isOpen) return [];
      const organisation = organisationId && (organisations.get(organisationId) ?? null);
      const { name, job } = account;
      return [{ value: sitterValue(accountId, organisationId), name, job, organisation }];
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Who, and for which organisation, as one choice of a form. */
function sitterValue(accountId: AccountId, organisationId: OrganisationId | null): string {
  return organisationId === null ? accountId : `${accountId} ${organisationId}`;
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
  account: z
    .string('panels.account-missing')
    .transform((value) => value.split(' '))
    .pipe(z.tuple([z.uuid('panels.account-missing')], z.uuid('panels.account-missing'))),
  duty: z.enum(duties, 'panels.duty-missing'),
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
    async ({ account: [accountId, organisationId = null], duty, until }) => {
      const wish = { id: submissionOf<SeatId>(ask.form), panelId: panel.id, duty, endsOn: until };
      await withActor(ask.db, wholly(ask), (tx) =>
        giveSeat(tx, ask.actor, {
          ...wish,
          accountId: accountId as AccountId,
          organisationId: organisationId as OrganisationId | null,
        }),
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
