import { z } from 'zod';
import { isPlainDate, plainDate } from '#dates';
import { withActor } from '#db';
import { mayWith } from '#modules/access';
import {
  BASES,
  openedFirst,
  openShare,
  renewCode,
  revokeShare,
  SENSITIVE_PART,
  type SeenPerson,
  type ShareId,
  sharePerson,
  sharesOf,
  wholeOf,
} from '#modules/people';
import { Problems } from '#outcome';
import {
  type Actor,
  type Ask,
  type Module,
  newForm,
  notFound,
  type PublicAsk,
  page,
  type Reply,
  type Route,
  redirect,
  withDays,
  withForm,
} from '#web';
import { onlyReading, sheetOf, sheetParts } from '../sheet-of.ts';
import { AskCodePage, SharedPage } from './shared-page.tsx';
import { SharesPage } from './shares-page.tsx';

/** Sharing parts of a young person's page with somebody outside, and what they see of it. */
export function shareRoutes(modules: readonly Module[]): Route[] {
  const parts = sheetParts(modules);
  /** What can be shared by whoever asks: nobody passes on what they do not read themselves. */
  const titles = ({ say, actor }: Ask, person: SeenPerson) => [
    ...parts.map(({ id, title }) => ({ id, title: say(title) })),
    ...(mayWith(actor, 'sensitive.see', person)
      ? [{ id: SENSITIVE_PART, title: say('shares.sensitive') }]
      : []),
  ];

  async function sharesPage(ask: Ask, person: SeenPerson, told?: Parameters<typeof SharesPage>[0]['told']) {
    const shares = await withActor(ask.db, wholeOf(ask), (tx) => sharesOf(tx, ask.actor, person.personId));
    return (form: ReturnType<typeof newForm>) => (
      <SharesPage
        frame={ask.frame}
        person={person}
        shares={shares}
        parts={titles(ask, person)}
        form={form}
        told={told}
      />
    );
  }

  async function share(plain: Ask, person: SeenPerson): Promise<Reply> {
    const ask = withDays(plain, 'until');
    const Form = formFor(titles(ask, person).map(({ id }) => id));
    return withForm(ask, Form, await sharesPage(ask, person), async ({ until, parts: chosen, ...rest }) => {
      const asked = { ...rest, parts: chosen, until: plainDate(until) };
      if (asked.until < ask.actor.today)
        throw new Problems([{ field: 'until', message: ask.say('shares.until-past') }]);
      const { token, code } = await withActor(ask.db, wholeOf(ask), (tx) =>
        sharePerson(tx, ask.actor, person.personId, asked),
      );
      const told = { link: `${ask.request.origin}/shared/${token}`, code, contact: asked.contact };
      return page((await sharesPage(ask, person, told))(newForm()));
    });
  }

  async function change(ask: Ask, person: SeenPerson): Promise<Reply> {
    const id = ask.params['shareId'] as ShareId; // the path has been checked to hold an id
    const { personId } = person;
    const doing = String([ask.form['do'] ?? ''].flat()[0]);
    if (doing === 'revoke') {
      const ended = await withActor(ask.db, wholeOf(ask), (tx) => revokeShare(tx, ask.actor, personId, id));
      return ended
        ? redirect(`/people/${personId}/shares`, { kind: 'success', key: 'shares.revoked' })
        : notFound();
    }
    if (doing !== 'code') return notFound();
    const { code, contact } = await withActor(ask.db, wholeOf(ask), async (tx) => ({
      code: await renewCode(tx, ask.actor, personId, id),
      contact: (await sharesOf(tx, ask.actor, personId)).find((each) => each.id === id)?.contact ?? '',
    }));
    if (code === undefined) return notFound();
    return page((await sharesPage(ask, person, { link: undefined, code, contact }))(newForm()));
  }

  /** What the recipient sees is read in the reach of one person, by an actor who may nothing else; the look is kept with whom it is for. */
  async function showShared(ask: PublicAsk, today: Actor['today']): Promise<Reply> {
    const { db, frame, params, form } = ask;
    const code = String([form['code'] ?? ''].flat()[0]).slice(0, 40);
    const opened = await openShare(db, { token: params['token'] ?? '', code, today });
    if (opened === 'wrong') {
      const problems = [{ field: 'code', message: ask.say('shares.code-wrong') }];
      return page(<AskCodePage frame={frame} form={newForm({}, problems)} />, { status: 422 });
    }
    const { tenantId, personId, recipient: name, organisation } = opened;
    const who = { tenantId, accountId: null, name, today };
    const actor = onlyReading(who, personId, {
      why: `shared with ${organisation}`,
      isWhole: opened.parts.includes(SENSITIVE_PART),
    });
    const sheet = await withActor(db, actor, (tx) =>
      sheetOf(tx, actor, personId, {
        parts: parts.filter(({ id }) => opened.parts.includes(id)),
        frame,
        act: 'share.seen',
      }),
    );
    return sheet ? page(<SharedPage frame={frame} opened={opened} sheet={sheet} />) : notFound();
  }

  return [
    {
      method: 'GET',
      path: '/people/:personId/shares',
      permission: 'share.give',
      handle: (ask) =>
        openedFirst(ask, 'share.give', async (person) => page((await sharesPage(ask, person))(newForm()))),
    },
    {
      method: 'POST',
      path: '/people/:personId/shares',
      permission: 'share.give',
      stepUp: true,
      handle: (ask) => openedFirst(ask, 'share.give', (person) => share(ask, person)),
    },
    {
      method: 'POST',
      path: '/people/:personId/shares/:shareId',
      permission: 'share.give',
      stepUp: true,
      handle: (ask) => openedFirst(ask, 'share.give', (person) => change(ask, person)),
    },
    {
      method: 'GET',
      path: '/shared/:token',
      permission: 'public',
      handle: async ({ frame }) => page(<AskCodePage frame={frame} form={newForm()} />),
    },
    {
      method: 'POST',
      path: '/shared/:token',
      permission: 'public',
      handle: (ask) => showShared(ask, ask.today),
    },
  ];
}

const text = (missing: string, most = 200) => z.string().trim().min(1, missing).max(most, 'shares.too-long');

function formFor(parts: readonly string[]) {
  return z.object({
    recipient: text('shares.recipient-missing'),
    organisation: text('shares.organisation-missing'),
    contact: text('shares.contact-missing'),
    parts: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((chosen) => [chosen].flat().filter((part) => parts.includes(part)))
      .refine((chosen) => chosen.some((part) => part !== SENSITIVE_PART), 'shares.parts-missing'),
    basis: z.enum(BASES, { error: 'shares.basis-missing' }),
    basisNote: text('shares.basis-note-missing', 1_000),
    until: z.string().refine((date) => isPlainDate(date), 'shares.until-missing'),
  });
}
