import { z } from 'zod';
import { chartAsked, type Drawn, drawForPage } from '#charts';
import { academicYear } from '#dates';
import { withActor } from '#db';
import { Problems } from '#outcome';
import { type Ask, type FormState, newForm, page, type Reply, type Route, readForm, redirect } from '#web';
import { validateRules } from './actions/validate-rules.ts';
import { everyPicture } from './pages/validation/pictures.ts';
import { ValidationPage } from './pages/validation/validation-page.tsx';
import { defaultRuleSet, ruleSetInUse, ruleSetNamed } from './queries/rule-sets.ts';
import { latestValidations } from './queries/validations.ts';

/** Whether the review works, by those who have left. */
export const validationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/validation',
    permission: 'rules.choose',
    handle: (ask) =>
      showValidations(ask, newForm({ leavers: String(academicYear(ask.actor.today) - 1), places: '' })),
  },
  {
    method: 'POST',
    path: '/validation',
    permission: 'rules.choose',
    async handle(ask) {
      try {
        return await runValidation(ask);
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return showValidations(ask, newForm(ask.form, error.problems), 422);
      }
    },
  },
];

async function showValidations(ask: Ask, form: FormState, status = 200): Promise<Reply> {
  const { db, actor, frame, say } = ask;
  const past = await withActor(db, actor, (tx) => latestValidations(tx, actor.tenantId));
  const charts = everyPicture(past, say);
  const file = await chartAsked(ask, charts);
  if (file) return file;
  const pictures = new Map<string, Drawn>();
  for (const chart of charts) pictures.set(chart.id, await drawForPage(chart, say));
  return page(
    <ValidationPage frame={frame} past={past} pictures={pictures} form={form} today={actor.today} />,
    { status },
  );
}

const schema = z.object({
  leavers: z
    .string()
    .trim()
    .regex(/^(19|20)\d\d$/, 'validation.leavers-wrong')
    .transform(Number),
  places: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,6})?$/, 'validation.places-wrong')
    .transform((text) => (text === '' ? undefined : Number(text))),
});

async function runValidation({ db, actor, form, say }: Ask): Promise<Reply> {
  const { leavers: leaversYear, places } = readForm(schema, { leavers: '', places: '', ...form }, say);
  await withActor(db, actor, async (tx) => {
    const inUse = await ruleSetInUse(tx, actor.tenantId);
    const ruleSet = inUse?.ruleSet ?? ruleSetNamed(defaultRuleSet);
    return validateRules(tx, actor, ruleSet, { leaversYear, places });
  });
  return redirect('/validation', { key: 'validation.done' });
}
