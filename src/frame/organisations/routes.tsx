import type { ReactElement } from 'react';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type Tx, withActor } from '#db';
import {
  endOrganisation,
  type Organisation,
  type OrganisationId,
  organisationKinds,
  organisationsOf,
  settleOrganisation,
} from '#modules/access';
import { accountNames } from '#modules/identity';
import {
  type Ask,
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
import { type Holder, OrganisationPage, OrganisationsPage } from './pages.tsx';

/** Agencies and employers whose people have roles here, for whoever manages accounts: a role from one holds while the agreement with it does. */
export function organisationRoutes(): Route[] {
  const permission = 'accounts.manage';
  const route = (
    method: 'GET' | 'POST',
    path: string,
    handle: (ask: Ask) => Promise<Reply>,
    stepUp = true,
  ): Route => ({
    method,
    path,
    permission,
    // Looking at the list is no change; opening a form for one is.
    stepUp,
    handle,
  });
  return [
    route('GET', '/organisations', list, false),
    route('GET', '/organisations/new', (ask) =>
      withOrganisation(ask, undefined, (pageWith) => page(pageWith(newForm()))),
    ),
    route('POST', '/organisations/new', (ask) =>
      withOrganisation(ask, undefined, (pageWith, tx) =>
        settle(ask, tx, submissionOf<OrganisationId>(ask.form), pageWith),
      ),
    ),
    route('GET', '/organisations/:organisationId', (ask) =>
      withOrganisation(ask, idIn(ask), (pageWith, _, before) => page(pageWith(formOf(before)))),
    ),
    route('POST', '/organisations/:organisationId', (ask) =>
      withOrganisation(ask, idIn(ask), (pageWith, tx) => settle(ask, tx, idIn(ask), pageWith)),
    ),
    route('POST', '/organisations/:organisationId/end', (ask) =>
      asWhole(ask, async (tx) => {
        const count = await endOrganisation(tx, ask.actor, idIn(ask));
        return redirect('/organisations', { kind: 'success', key: 'organisations.ended', values: { count } });
      }),
    ),
  ];
}

function idIn({ params }: Ask): OrganisationId {
  return params['organisationId'] as OrganisationId; // the path has been checked to hold an id
}

/** Whoever manages accounts need not reach a single young person. */
function asWhole<T>({ db, actor: { tenantId } }: Ask, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withActor(db, { tenantId, reach: 'whole' }, work);
}

function list(ask: Ask): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const rows = [];
    for (const organisation of await organisationsOf(tx, ask.actor.tenantId))
      rows.push({ organisation, holders: await holdersIn(tx, ask, organisation) });
    return page(<OrganisationsPage frame={ask.frame} rows={rows} today={ask.actor.today} />);
  });
}

type PageWith = (form: ReturnType<typeof newForm>) => ReactElement;

/** With the page of one, or of one that is to be; what has ended or never was is not there. */
function withOrganisation(
  ask: Ask,
  id: OrganisationId | undefined,
  handle: (pageWith: PageWith, tx: Tx, before?: Organisation) => Reply | Promise<Reply>,
): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const [before] = id === undefined ? [] : await organisationsOf(tx, ask.actor.tenantId, id);
    if (id !== undefined && !before) return notFound();
    const holders = before ? await holdersIn(tx, ask, before) : [];
    const pageWith: PageWith = (form) => (
      <OrganisationPage frame={ask.frame} form={form} organisation={before} holders={holders} />
    );
    return handle(pageWith, tx, before);
  });
}

async function holdersIn(tx: Tx, { actor }: Ask, { given }: Organisation): Promise<Holder[]> {
  const names = await accountNames(
    tx,
    actor.tenantId,
    given.map(({ accountId }) => accountId),
  );
  return given.map(({ accountId, role }) => ({ accountId, role, name: names.get(accountId) ?? '' }));
}

const Wish = z.object({
  name: z
    .string('organisations.name-missing')
    .trim()
    .min(1, 'organisations.name-missing')
    .max(100, 'organisations.name-long'),
  kind: z.enum(organisationKinds, 'organisations.kind-missing'),
  agreement: z
    .string('organisations.agreement-missing')
    .trim()
    .min(1, 'organisations.agreement-missing')
    .max(300, 'organisations.agreement-long'),
  until: z
    .string()
    .default('')
    .refine((date) => date === '' || isPlainDate(date), 'organisations.last-day-wrong')
    .transform((date): PlainDate | null => (date === '' ? null : plainDate(date))),
});

function settle(ask: Ask, tx: Tx, id: OrganisationId, pageWith: PageWith): Promise<Reply> {
  return withForm(withDays(ask, 'until'), Wish, pageWith, async ({ until, ...wish }) => {
    await settleOrganisation(tx, ask.actor, { id, ...wish, agreedUntil: until });
    return redirect('/organisations', {
      kind: 'success',
      key: 'organisations.done',
      values: { name: wish.name },
    });
  });
}

/** One as its form begins. */
function formOf(organisation: Organisation | undefined) {
  if (!organisation) return newForm();
  const { name, kind, agreement, agreedUntil } = organisation;
  const [year = '', month = '', day = ''] = agreedUntil?.split('-') ?? [];
  return newForm({
    name,
    kind,
    agreement: agreement ?? '',
    'until-year': year,
    'until-month': month,
    'until-day': day,
  });
}
