import { z } from 'zod';
import { withActor } from '#db';
import { Problems } from '#outcome';
import { type Ask, type FormState, newForm, page, type Reply, type Route, readForm, redirect } from '#web';
import { previewRules } from './actions/preview-rules.ts';
import { switchRules } from './actions/switch-rules.ts';
import { listRuleSets } from './library.ts';
import { PreviewPage } from './pages/rules/preview-page.tsx';
import { RulesPage } from './pages/rules/rules-page.tsx';
import { choicesOf, ruleSetInUse, ruleSetNamed } from './queries/rule-sets.ts';

/** Which rules lists and pages go by: what others would change, and switching them on. */
export const rulesRoutes: readonly Route[] = [
  { method: 'GET', path: '/rules', permission: 'rules.choose', handle: showRules },
  {
    method: 'POST',
    path: '/rules/preview',
    permission: 'rules.choose',
    handle: (ask) => showPreview(ask, newForm()),
  },
  {
    method: 'POST',
    path: '/rules/choice',
    permission: 'rules.choose',
    async handle(ask) {
      try {
        return await switchOn(ask);
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return showPreview(ask, newForm(ask.form, error.problems), 422);
      }
    },
  },
];

function showRules({ db, actor, frame }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const inUse = await ruleSetInUse(tx, actor.tenantId);
    const choices = await choicesOf(tx, actor.tenantId);
    const ruleSets = listRuleSets().map(ruleSetNamed);
    const props = { frame, inUse: inUse?.ruleSet, ruleSets, choices, form: newForm() };
    return page(<RulesPage {...props} />);
  });
}

const which = z.object({ rules: z.string() });

/** A look that is recorded and kept, so it is asked for by POST; names are shown once and kept nowhere. */
function showPreview({ db, actor, frame, form, say }: Ask, state: FormState, status = 200): Promise<Reply> {
  const { rules } = readForm(which, { rules: '', ...form }, say);
  return withActor(db, actor, async (tx) => {
    const previewed = await previewRules(tx, actor, ruleSetNamed(rules));
    return page(<PreviewPage frame={frame} previewed={previewed} form={state} />, { status });
  });
}

const choice = which.extend({
  reason: z.string().trim().min(1, 'rules.switch.reason-missing').max(500, 'rules.switch.reason-long'),
});

async function switchOn({ db, actor, form, say }: Ask): Promise<Reply> {
  const { rules, reason } = readForm(choice, { rules: '', reason: '', ...form }, say);
  await withActor(db, actor, (tx) => switchRules(tx, actor, ruleSetNamed(rules), reason));
  return redirect('/rules', { key: 'rules.switch.done' });
}
