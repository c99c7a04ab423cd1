import type { ReactElement } from 'react';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import type { Tx } from '#db';
import {
  endOrganisation,
  type Organisation,
  type OrganisationId,
  organisationKinds,
  organisationsOf,
  settleOrganisation,
} from '#modules/access';
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
import { holdersOf } from '../accounts/holders.tsx';
import { asWhole, managing } from '../accounts/managing.ts';
import { OrganisationPage, OrganisationsPage } from './pages.tsx';

/** Agencies and employers whose people have roles here, for whoever manages accounts: a role from one holds while the agreement with it does. */
export function organisationRoutes(): Route[] {
  return [
    managing('GET', '/organisations', list, { stepUp: false }),
    managing('GET', '/organisations/new', (ask) =>
      withOrganisation(ask, undefined, (pageWith) => page(pageWith(newForm()))),
    ),
    managing('POST', '/organisations/new', (ask) =>
      withOrganisation(ask, undefined, (pageWith, tx) =>
        settle(ask, tx, submissionOf<OrganisationId>(ask.form), pageWith),
      ),
    ),
    managing('GET', '/organisations/:organisationId', (ask) =>
      withOrganisation(ask, idIn(ask), (pageWith, _, before) => page(pageWith(formOf(before)))),
    ),
    managing('POST', '/organisations/:organisationId', (ask) =>
      withOrganisation(ask, idIn(ask), (pageWith, tx) => settle(ask, tx, idIn(ask), pageWith)),
    ),
    managing('POST', '/organisations/:organisationId/end', (ask) =>
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

function list(ask: Ask): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const rows = [];
    for (const organisation of await organisationsOf(tx, ask.actor.tenantId))
      rows.push({ organisation, holders: await holdersOf(tx, ask.actor.tenantId, organisation.given) });
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
    const holders = before ? await holdersOf(tx, ask.actor.tenantId, before.given) : [];
    const pageWith: PageWith = (form) => (
      <OrganisationPage frame={ask.frame} form={form} organisation={before} holders={holders} />
    );
    return handle(pageWith, tx, before);
  });
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
