import { z } from 'zod';
import { type SettingId, type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import { seePerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  readForm,
  redirect,
} from '#web';
import type { CallId } from '../../../db/generated/instruments/Call.ts';
import type { WorryId } from '../../../db/generated/instruments/Worry.ts';
import { answerCall } from '../actions/answer-call.ts';
import { unwatchPhrase, watchedWithin, watchPhrase } from '../actions/watch-phrases.ts';
import { definitionOf } from '../definitions.ts';
import { type CallInWords, CallsPage } from '../pages/calls-page.tsx';
import { asksOf } from '../pages/item-field.tsx';
import { type Call, callsWithin } from '../queries/calls.ts';
import { answersOf } from '../queries/responses.ts';
import { answerInWords } from '../rules/in-words.ts';
import { isAsked, itemsOf, textIn } from '../rules/index.ts';
import { settingsReached } from './library-routes.tsx';

/** Whoever asked for an adult by an answer, and the words that bring one. */
export const callRoutes: readonly Route[] = [
  { method: 'GET', path: '/calls', permission: 'call.answer', handle: (ask) => showCalls(ask, newForm()) },
  { method: 'POST', path: '/calls/:callId', permission: 'call.answer', handle: answer },
  { method: 'POST', path: '/calls/phrases', permission: 'call.answer', handle: watch },
  { method: 'POST', path: '/calls/phrases/:worryId/end', permission: 'call.answer', handle: unwatch },
];

/** As many as one reads at once. */
const MOST = 50;

async function showCalls(ask: Ask, form: FormState, status = 200): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const calls: CallInWords[] = [];
    for (const call of await callsWithin(tx, actor.tenantId, { most: MOST })) {
      calls.push(await inWords(tx, ask, call));
      await record(tx, actor, {
        act: 'call.seen',
        personId: call.personId,
        subjectId: call.id,
        why: 'asked for an adult',
      });
    }
    const settings = (await settingsReached(tx, actor)).filter(({ id }) => mayAt(ask, id));
    const watched = await watchedWithin(tx, actor);
    return page(<CallsPage {...{ frame, calls, watched, settings, form }} />, { status });
  });
}

function mayAt({ actor }: Ask, settingId: SettingId | null): boolean {
  return actor.mayAt('call.answer', settingId) || actor.mayAt('call.answer', null);
}

async function inWords(tx: Tx, { actor, frame, say }: Ask, call: Call): Promise<CallInWords> {
  const instrument = await definitionOf(tx, actor.tenantId, call.definitionId);
  const item = itemsOf(instrument).find(({ code }) => code === call.item);
  const answers = await answersOf(tx, actor.tenantId, call.responseId);
  const reading = { lang: frame.lang, respondent: 'young_person', easy: false } as const;
  const says =
    item && isAsked(item)
      ? answerInWords(instrument, item, answers[item.code], {
          lang: frame.lang,
          declined: say('young.answering.said-rather-not'),
        })
      : [];
  return {
    ...call,
    title: textIn(instrument.title, frame.lang),
    asks: item ? asksOf(item, reading) : call.item,
    says: says.join(' ') || say('calls.taken-back'),
  };
}

const done = z.string().trim().min(1, 'calls.done-missing').max(1_000, 'calls.done-long');

async function answer(ask: Ask): Promise<Reply> {
  const { db, actor, form, params, say } = ask;
  const id = params['callId'] as CallId; // the path has been checked to hold an id
  try {
    const field = `done-${id}`;
    const read = readForm(z.object({ [field]: done }), { [field]: form['done'] ?? '' }, say);
    return await withActor(db, actor, async (tx) => {
      const [call] = await callsWithin(tx, actor.tenantId, { most: 1, only: id });
      if (!call || !mayAt(ask, call.settingId)) return notFound();
      if (!(await seePerson(tx, actor, call.personId, 'person.seen'))) return notFound();
      await answerCall(tx, actor, call, read[field] ?? '');
      return redirect('/calls', { kind: 'success', key: 'calls.answered' });
    });
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return showCalls(ask, newForm({ ...form, call: id }, error.problems), 422);
  }
}

const Phrase = z.object({
  phrase: z
    .string()
    .trim()
    .min(2, 'calls.phrase-missing')
    .max(100, 'calls.phrase-long')
    .regex(/[\p{L}\p{N}]/u, 'calls.phrase-missing'),
  setting: z.string(),
});

async function watch(ask: Ask): Promise<Reply> {
  const { db, actor, form, say } = ask;
  try {
    const { phrase, setting } = readForm(
      Phrase,
      { phrase: form['phrase'] ?? '', setting: form['setting'] ?? '' },
      say,
    );
    return await withActor(db, actor, async (tx) => {
      const found = (await settingsReached(tx, actor)).find(({ id }) => id === setting);
      if (!found || !mayAt(ask, found.id)) return notFound();
      await watchPhrase(tx, actor, found.id, phrase);
      return redirect('/calls', { kind: 'success', key: 'calls.phrase-added' });
    });
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return showCalls(ask, newForm(form, error.problems), 422);
  }
}

async function unwatch(ask: Ask): Promise<Reply> {
  const { db, actor, params } = ask;
  return withActor(db, actor, async (tx) => {
    const id = params['worryId'] as WorryId; // the path has been checked to hold an id
    const one = (await watchedWithin(tx, actor)).find((each) => each.id === id);
    if (!one || one.settingId === null || !mayAt(ask, one.settingId)) return notFound();
    await unwatchPhrase(tx, actor, id);
    return redirect('/calls', { kind: 'success', key: 'calls.phrase-ended' });
  });
}
