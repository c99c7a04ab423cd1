import { z } from 'zod';
import { isPlainDate, plainDate } from '#dates';
import { withActor } from '#db';
import { whyMaySee } from '#modules/access';
import { record } from '#modules/audit';
import {
  type BreakGlassId,
  type BrokenGlass,
  breakGlass,
  brokenGlass,
  type Meant,
  reviewGlass,
  whoIsMeant,
} from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  type Module,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  withDays,
  withForm,
} from '#web';
import { onlyReading, sheetOf, sheetParts } from '../sheet-of.ts';
import { BreakGlassPage, GlassReviewsPage, GlassSheetPage, ReviewGlassPage } from './pages.tsx';

/** Looking beyond one's reach in an emergency, and the review of it by somebody else. */
export function breakGlassRoutes(modules: readonly Module[]): Route[] {
  const parts = sheetParts(modules);

  async function show(ask: Ask): Promise<Reply> {
    const { db, actor, frame } = ask;
    const broken = await ofPath(ask, 'whole');
    if (!broken?.isOpen || broken.accountId !== actor.accountId) return notFound();
    const reader = onlyReading(actor, broken.personId, { why: 'emergency', isWhole: true });
    const sheet = await withActor(db, reader, (tx) =>
      sheetOf(tx, reader, broken.personId, { parts, frame, act: 'glass.seen' }),
    );
    return sheet ? page(<GlassSheetPage frame={frame} sheet={sheet} />) : notFound();
  }

  const shown = (ask: Ask) => (form: ReturnType<typeof newForm>) => (
    <BreakGlassPage frame={ask.frame} form={form} />
  );
  return [
    {
      method: 'GET',
      path: '/break-glass',
      permission: 'glass.break',
      handle: async (ask) => page(shown(ask)(newForm())),
    },
    {
      method: 'POST',
      path: '/break-glass',
      permission: 'glass.break',
      stepUp: true,
      handle: (ask) =>
        withForm(withDays(ask, 'born'), Emergency, shown(ask), (form) => lookBeyond(ask, form)),
    },
    { method: 'GET', path: '/break-glass/reviews', permission: 'looks.see', handle: showReviews },
    { method: 'GET', path: '/break-glass/:glassId', permission: 'glass.break', handle: show },
    {
      method: 'GET',
      path: '/break-glass/:glassId/review',
      permission: 'looks.see',
      handle: async (ask) => {
        const broken = await overseen(ask);
        return broken
          ? page(<ReviewGlassPage frame={ask.frame} form={newForm()} broken={broken} />)
          : notFound();
      },
    },
    {
      method: 'POST',
      path: '/break-glass/:glassId/review',
      permission: 'looks.see',
      handle: review,
    },
  ];
}

const Emergency = z.object({
  upn: z.string().trim().max(20, 'glass.upn-wrong').default(''),
  familyName: z.string().trim().max(100, 'glass.nobody').default(''),
  born: z.string().refine((date) => date === '' || isPlainDate(date), 'glass.born-wrong'),
  reason: z.string().trim().min(20, 'glass.reason-short').max(1_000, 'glass.reason-long'),
});

async function lookBeyond({ db, actor, say }: Ask, form: z.output<typeof Emergency>): Promise<Reply> {
  const meant = meantBy(form);
  const wrong = (field: string, key: string) => new Problems([{ field, message: say(key) }]);
  if (!meant) throw wrong('upn', 'glass.whom-missing');
  const whole = { tenantId: actor.tenantId, reach: 'whole' } as const;
  const answer = await withActor(db, whole, async (tx) => {
    const found = await whoIsMeant(tx, actor, meant);
    // A try that finds nobody is kept too: it may have been a guess.
    if (!found) return void (await record(tx, actor, { act: 'glass.missed', why: 'emergency' }));
    if (whyMaySee(actor, found) !== undefined) return `/people/${found.personId}`;
    return `/break-glass/${await breakGlass(tx, actor, found, form.reason)}`;
  });
  if (answer === undefined) throw wrong('upn', 'glass.nobody');
  return redirect(answer);
}

function meantBy({ upn, familyName, born }: z.output<typeof Emergency>): Meant | undefined {
  if (upn !== '') return { upn };
  return familyName !== '' && born !== '' ? { familyName, bornOn: plainDate(born) } : undefined;
}

function ofPath({ db, actor, params }: Ask, reach: 'whole' | 'own'): Promise<BrokenGlass | undefined> {
  const id = params['glassId'] as BreakGlassId; // the path has been checked to hold an id
  const who = reach === 'whole' ? ({ tenantId: actor.tenantId, reach } as const) : actor;
  return withActor(db, who, async (tx) => (await brokenGlass(tx, actor, id))[0]);
}

/** One that whoever asks oversees: by one role that both reaches where the young person was and allows it. */
async function overseen(ask: Ask): Promise<BrokenGlass | undefined> {
  const broken = await ofPath(ask, 'own');
  return broken && oversees(ask, broken) ? broken : undefined;
}

function oversees({ actor }: Ask, { settingIds }: BrokenGlass): boolean {
  return [...settingIds, null].some((at) => actor.mayAt('looks.see', at));
}

async function showReviews(ask: Ask): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const broken = (await brokenGlass(tx, actor)).filter((each) => oversees(ask, each));
    await record(tx, actor, { act: 'looks.seen', why: 'oversees looking', number: broken.length });
    return page(<GlassReviewsPage frame={frame} broken={broken} />);
  });
}

const Review = z.object({
  justified: z.enum(['yes', 'no'], { error: 'glass.justified-missing' }),
  review: z.string().trim().min(1, 'glass.because-missing').max(1_000, 'glass.reason-long'),
});

async function review(ask: Ask): Promise<Reply> {
  const broken = await overseen(ask);
  if (!broken) return notFound();
  const show = (form: ReturnType<typeof newForm>) => (
    <ReviewGlassPage frame={ask.frame} form={form} broken={broken} />
  );
  return withForm(ask, Review, show, async (form) => {
    const { db, actor } = ask;
    const whole = { tenantId: actor.tenantId, reach: 'whole' } as const;
    const said = { justified: form.justified === 'yes', review: form.review };
    const done = await withActor(db, whole, (tx) => reviewGlass(tx, actor, broken, said));
    return redirect('/break-glass/reviews', {
      kind: done ? 'success' : 'note',
      key: done ? 'glass.reviewed' : 'glass.reviewed-already',
    });
  });
}
