import { type SettingId, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { rollChoices } from '#modules/people';
import { type Ask, notFound, page, type Reply, type Route, redirect } from '#web';
import { type FiguresOf, fillInFrom } from '../actions/fill-in-from.ts';
import { startResponse } from '../actions/start-response.ts';
import { asText, LONGEST_DEFINITION, retire, writeLocal } from '../actions/write-local.ts';
import { definitionOf, offeredInstrument, offeredInstruments, publish } from '../definitions.ts';
import { EditorPage } from '../pages/editor-page.tsx';
import { InstrumentPage } from '../pages/instrument-page.tsx';
import { KnownByPage } from '../pages/known-by-page.tsx';
import { LibraryPage } from '../pages/library-page.tsx';
import { PaperPage } from '../pages/paper-page.tsx';
import { campaignsOf } from '../queries/campaigns.ts';
import { knownBy } from '../queries/known-by.ts';
import { responsesAboutSettings } from '../queries/responses.ts';
import { textIn } from '../rules/index.ts';

/** What can be asked: read it, print it, begin it about a setting, make one of one's own. */
export const libraryRoutes = (figuresOf: FiguresOf): readonly Route[] => [
  { method: 'GET', path: '/instruments', permission: 'answer.give', handle: showLibrary },
  { method: 'GET', path: '/instruments/new', permission: 'instrument.write', handle: showEditor },
  { method: 'POST', path: '/instruments/new', permission: 'instrument.write', handle: keepLocal },
  { method: 'GET', path: '/relationships', permission: 'answer.give', handle: showKnownBy },
  { method: 'GET', path: '/instruments/:name', permission: 'answer.give', handle: showInstrument },
  { method: 'GET', path: '/instruments/:name/paper', permission: 'answer.give', handle: showPaper },
  {
    method: 'POST',
    path: '/instruments/:name/begin',
    permission: 'answer.give',
    handle: (ask) => beginAboutSetting(ask, figuresOf),
  },
  { method: 'POST', path: '/instruments/:name/retire', permission: 'instrument.write', handle: retireOne },
];

/** Settings that the actor reaches whole, by name. */
export async function settingsReached(tx: Tx, actor: Actor): Promise<{ id: SettingId; name: string }[]> {
  const { settings } = await rollChoices(tx, actor);
  const { reach } = actor;
  return reach === 'whole' ? [...settings] : settings.filter(({ id }) => reach.settings.includes(id));
}

async function showLibrary({ db, actor, frame }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const settings = new Map((await settingsReached(tx, actor)).map(({ id, name }) => [id, name]));
    const aboutSettings = await Promise.all(
      (await responsesAboutSettings(tx, actor.tenantId, 50)).map(async (response) => ({
        ...response,
        title: textIn((await definitionOf(tx, actor.tenantId, response.definitionId)).title, frame.lang),
        settingName: (response.settingId && settings.get(response.settingId)) ?? '',
      })),
    );
    return page(
      <LibraryPage
        frame={frame}
        offered={await offeredInstruments(tx, actor)}
        campaigns={await campaignsOf(tx, actor.tenantId)}
        aboutSettings={aboutSettings}
        mayEdit={actor.may.has('instrument.write')}
        mayAnswerCalls={actor.may.has('call.answer')}
      />,
    );
  });
}

async function showInstrument({ db, actor, frame, params }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, params['name'] ?? '');
    if (!offered) return notFound();
    const may = {
      run: actor.may.has('campaign.run'),
      answer: actor.may.has('answer.give'),
      edit: actor.may.has('instrument.write'),
    };
    return page(
      <InstrumentPage
        frame={frame}
        offered={offered}
        may={may}
        settings={await settingsReached(tx, actor)}
      />,
    );
  });
}

async function showPaper({ db, actor, frame, params, query }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, params['name'] ?? '');
    if (!offered) return notFound();
    const { instrument } = offered;
    const respondent =
      instrument.answered_by.find((who) => who === query['for']) ?? instrument.answered_by[0] ?? 'staff';
    return page(<PaperPage {...{ frame, instrument, respondent }} />);
  });
}

async function beginAboutSetting({ db, actor, form, params }: Ask, figuresOf: FiguresOf): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, params['name'] ?? '');
    const setting = (await settingsReached(tx, actor)).find(({ id }) => id === form['setting']);
    if (!offered || !setting || offered.instrument.about_whom !== 'setting') return notFound();
    if (!actor.mayAt('answer.give', setting.id) && !actor.mayAt('answer.give', null)) return notFound();
    const id = await startResponse(tx, actor, {
      definitionId: await publish(tx, actor, offered),
      instrument: offered.instrument,
      respondent: 'staff',
      about: { personId: null, settingId: setting.id },
      author: actor.name,
    });
    await fillInFrom(tx, actor, { id, instrument: offered.instrument, settingId: setting.id, figuresOf });
    return redirect(`/responses/${id}/1`);
  });
}

async function showKnownBy({ db, actor, frame, query }: Ask): Promise<Reply> {
  const one = (name: string) => String([query[name] ?? ''].flat()[0]);
  const { setting, ncYear: here } = frame.workingAt ?? { setting: null, ncYear: null };
  const year = query['year'] === undefined ? (here ?? '') : one('year');
  return withActor(db, actor, async (tx) => {
    const choices = await rollChoices(tx, actor);
    const wished = query['setting'] === undefined ? setting?.id : one('setting');
    const settingId = choices.settings.find(({ id }) => id === wished)?.id;
    const ncYear = choices.ncYears.find((each) => String(each) === String(year));
    const rows = await knownBy(tx, actor, { settingId, ncYear });
    await record(tx, actor, { act: 'relationships.seen', why: 'within reach', number: rows.length });
    return page(<KnownByPage frame={frame} rows={rows} choices={choices} asked={{ settingId, ncYear }} />);
  });
}

async function showEditor({ db, actor, frame, query }: Ask): Promise<Reply> {
  const from = String([query['from'] ?? ''].flat()[0]);
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, from === '' ? 'pathway-to-change' : from);
    return page(
      <EditorPage
        frame={frame}
        text={offered ? asText(offered.instrument, offered.origin) : ''}
        faults={[]}
      />,
    );
  });
}

async function keepLocal({ db, actor, frame, form, say }: Ask): Promise<Reply> {
  const text = String([form['text'] ?? ''].flat()[0]).replaceAll('\r\n', '\n');
  if (text.length > LONGEST_DEFINITION) {
    const faults = [{ file: '', line: 1, reason: say('instruments.too-long', { most: LONGEST_DEFINITION }) }];
    return page(<EditorPage frame={frame} text={text.slice(0, LONGEST_DEFINITION)} faults={faults} />, {
      status: 422,
    });
  }
  const kept = await withActor(db, actor, (tx) => writeLocal(tx, actor, text));
  if ('faults' in kept)
    return page(<EditorPage frame={frame} text={text} faults={kept.faults} />, { status: 422 });
  return redirect(`/instruments/${kept.name}`, { kind: 'success', key: 'instruments.kept' });
}

async function retireOne({ db, actor, params }: Ask): Promise<Reply> {
  const retired = await withActor(db, actor, (tx) => retire(tx, actor, params['name'] ?? ''));
  return retired ? redirect('/instruments', { kind: 'success', key: 'instruments.retired' }) : notFound();
}
