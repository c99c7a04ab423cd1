import { z } from 'zod';
import { addDays, britishDate, daysBetween, plainDate } from '#dates';
import { type Tx, withActor } from '#db';
import { csvLine } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { nameOnPage, rollChoices, seePerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  download,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withDays,
  withForm,
  yearInWords,
} from '#web';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import { gatherSheets } from '../actions/gather-sheets.ts';
import { endCampaign, MOST_TIMES, makeLinks, runAtPoints } from '../actions/run-campaign.ts';
import { startResponse } from '../actions/start-response.ts';
import { definitionOf, type Offered, offeredInstrument } from '../definitions.ts';
import { CampaignForm } from '../pages/campaign-form.tsx';
import { CampaignPage } from '../pages/campaign-page.tsx';
import { LinksPage } from '../pages/links-page.tsx';
import { resultLines } from '../pages/result-lines.ts';
import { ResultsPage } from '../pages/results-page.tsx';
import { type Campaign, campaignOf, type Invited, invitedTo } from '../queries/campaigns.ts';
import { invitationOf, isOpen } from '../queries/invitations.ts';
import { countOnRoll } from '../queries/meant.ts';
import { resultsOf } from '../queries/results.ts';
import { type Instrument, type Respondent, textIn } from '../rules/index.ts';
import { boxesOf, dayField } from './days.ts';
import { settingsReached } from './library-routes.tsx';

/** Asking many: begin, hand links out, see how far it is, read what came of it, end it. */
export const campaignRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/instruments/:name/campaign',
    permission: 'campaign.run',
    handle: (ask) => withOffered(ask, showForm),
  },
  {
    method: 'POST',
    path: '/instruments/:name/campaign',
    permission: 'campaign.run',
    handle: (ask) => withOffered(ask, begin),
  },
  { method: 'GET', path: '/campaigns/:campaignId', permission: 'campaign.run', handle: showCampaign },
  { method: 'POST', path: '/campaigns/:campaignId/links', permission: 'campaign.run', handle: handOut },
  { method: 'POST', path: '/campaigns/:campaignId/paper', permission: 'campaign.run', handle: typeIn },
  { method: 'POST', path: '/campaigns/:campaignId/end', permission: 'campaign.run', handle: end },
  { method: 'GET', path: '/campaigns/:campaignId/results', permission: 'campaign.run', handle: showResults },
  { method: 'GET', path: '/campaigns/:campaignId/csv', permission: 'campaign.run', handle: downloadResults },
];

/** Partners answer one by one: about one young person, or with an adult. */
function respondentsOf({ answered_by, anonymous }: Instrument): Respondent[] {
  return answered_by.filter(
    (who) => who === 'young_person' || who === 'family' || (who === 'staff' && anonymous !== 'never'),
  );
}

async function withOffered(ask: Ask, handle: (ask: Ask, offered: Offered) => Promise<Reply>): Promise<Reply> {
  const offered = await withActor(ask.db, ask.actor, (tx) =>
    offeredInstrument(tx, ask.actor, ask.params['name'] ?? ''),
  );
  return offered && respondentsOf(offered.instrument).length > 0 ? handle(ask, offered) : notFound();
}

/** Settings at which one role lets them ask. */
async function askable(tx: Tx, actor: Actor) {
  const settings = await settingsReached(tx, actor);
  return settings.filter(({ id }) => actor.mayAt('campaign.run', id) || actor.mayAt('campaign.run', null));
}

async function formOf({ db, actor, frame }: Ask, { instrument }: Offered) {
  const { settings, ncYears } = await withActor(db, actor, async (tx) => ({
    settings: await askable(tx, actor),
    ncYears: (await rollChoices(tx, actor)).ncYears,
  }));
  return (form: ReturnType<typeof newForm>) => (
    <CampaignForm
      {...{ frame, instrument, settings, ncYears, form }}
      respondents={respondentsOf(instrument)}
    />
  );
}

/** A week, with the weekend in it. */
const USUAL_DAYS = 7;

async function showForm(ask: Ask, offered: Offered): Promise<Reply> {
  const { actor, frame } = ask;
  const [year, month] = actor.today.split('-').map((part) => String(Number(part)));
  const title = `${textIn(offered.instrument.title, frame.lang)}, ${ask.say(`ui.months.${month}`)} ${year}`;
  const days = { ...boxesOf('opens', actor.today), ...boxesOf('closes', addDays(actor.today, USUAL_DAYS)) };
  const setting = frame.workingAt?.setting?.id ?? '';
  return page((await formOf(ask, offered))(newForm({ title, setting, times: '1', weeks: '12', ...days })));
}

const whole = (least: number, most: number, wrong: string) =>
  z.coerce.number(wrong).int(wrong).min(least, wrong).max(most, wrong);
const Form = z.object({
  title: z.string().trim().min(1, 'campaigns.called-missing').max(200, 'campaigns.called-long'),
  setting: z.string(),
  year: z.string().regex(/^\d{0,2}$/),
  respondent: z.string(),
  named: z.enum(['yes', 'no']).optional(),
  opens: dayField('campaigns.day-missing'),
  closes: dayField('campaigns.day-missing'),
  times: whole(1, MOST_TIMES, 'campaigns.times-wrong').default(1),
  weeks: whole(1, 26, 'campaigns.weeks-wrong').default(12),
});

async function begin(plain: Ask, offered: Offered): Promise<Reply> {
  const ask = withDays(plain, 'opens', 'closes');
  const { db, actor, say, frame, request } = ask;
  return withForm(ask, Form, await formOf(ask, offered), async (typed) => {
    if (typed.closes < typed.opens)
      throw new Problems([{ field: 'closes', message: say('campaigns.closes-early') }]);
    const everyDays = typed.weeks * 7;
    if (typed.times > 1 && daysBetween(plainDate(typed.opens), plainDate(typed.closes)) >= everyDays)
      throw new Problems([{ field: 'weeks', message: say('campaigns.weeks-overlap') }]);
    const { anonymous } = offered.instrument;
    const isAnonymous = anonymous === 'always' || (anonymous === 'may' && typed.named !== 'yes');
    const respondent = respondentsOf(offered.instrument).find((who) => who === typed.respondent);
    if (respondent === 'staff' && !isAnonymous)
      throw new Problems([{ field: 'named', message: say('campaigns.staff-by-name') }]);
    const ncYear = typed.year === '' ? undefined : Number(typed.year);
    const made = await withActor(db, actor, async (tx) => {
      const setting = (await askable(tx, actor)).find(({ id }) => id === typed.setting);
      if (!setting || !respondent) return undefined;
      const years = ncYear === undefined ? say('campaigns.every-year') : yearInWords(say, ncYear);
      const asked = {
        id: submissionOf<CampaignId>(ask.form),
        title: typed.title,
        settingId: setting.id,
        asks:
          respondent === 'young_person' ? years : `${say(`instruments.respondents.${respondent}`)}, ${years}`,
        ncYear,
        respondent,
        isAnonymous,
        meant:
          isAnonymous && respondent !== 'staff'
            ? await countOnRoll(tx, actor, { settingId: setting.id, ncYear })
            : undefined,
        opensOn: plainDate(typed.opens),
        closesOn: plainDate(typed.closes),
      };
      const { times } = typed;
      return runAtPoints(tx, actor, offered, asked, { times, everyDays }, (at) =>
        say('campaigns.point', { title: typed.title, at, of: times }),
      );
    });
    const [first] = made ?? [];
    if (!made || !first) return notFound();
    const back = `/campaigns/${first.id}`;
    if (first.token === undefined)
      return redirect(back, { kind: 'success', key: 'campaigns.begun', values: { count: first.invited } });
    const lasts = daysBetween(plainDate(typed.opens), plainDate(typed.closes));
    return page(
      <LinksPage
        frame={frame}
        title={typed.title}
        links={made.map(({ token, opensOn }) => ({
          whose: typed.title,
          where: made.length > 1 ? say('campaigns.opens-on', { date: britishDate(opensOn) }) : undefined,
          address: `${request.origin}/c/${token}`,
          closesOn: addDays(opensOn, lasts),
        }))}
        back={{ href: back, text: typed.title }}
        printed={{ by: actor.name, on: actor.today }}
        isShared
      />,
    );
  });
}

/** A campaign within reach at whose setting one role lets them ask. */
async function campaignFor(tx: Tx, ask: Ask): Promise<Campaign | undefined> {
  const { actor, params } = ask;
  const campaign = await campaignOf(tx, actor.tenantId, params['campaignId'] as CampaignId); // the path has been checked to hold an id
  const may =
    campaign && (actor.mayAt('campaign.run', campaign.settingId) || actor.mayAt('campaign.run', null));
  return may ? campaign : undefined;
}

async function showCampaign(ask: Ask): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const campaign = await campaignFor(tx, ask);
    if (!campaign) return notFound();
    const invited = campaign.isAnonymous ? [] : await invitedTo(tx, actor.tenantId, campaign.id);
    await record(tx, actor, {
      act: 'campaign.seen',
      subjectId: campaign.id,
      why: 'asks there',
      number: invited.length,
    });
    return page(<CampaignPage frame={frame} campaign={campaign} invited={invited} today={actor.today} />);
  });
}

async function handOut(ask: Ask): Promise<Reply> {
  const { db, actor, frame, form, say, request } = ask;
  return withActor(db, actor, async (tx) => {
    const campaign = await campaignFor(tx, ask);
    if (!campaign || campaign.isAnonymous || campaign.endedAt !== null) return notFound();
    const invited = await invitedTo(tx, actor.tenantId, campaign.id);
    const waiting = invited.filter(({ state }) => state === 'asked' || state === 'begun');
    const tokens = await makeLinks(
      tx,
      actor,
      campaign.id,
      waiting.map(({ id }) => id),
    );
    const linkOf = (one: Invited) => `${request.origin}/q/${tokens.get(one.id)}`;
    if (form['as'] === 'file') return linksFile(ask, campaign, waiting, linkOf);
    return page(
      <LinksPage
        frame={frame}
        title={say('campaigns.links-of', { title: campaign.title })}
        links={waiting.map((one) => ({
          whose: nameOnPage(say, one),
          where: yearInWords(say, one.ncYear),
          address: linkOf(one),
          closesOn: campaign.closesOn,
        }))}
        back={{ href: `/campaigns/${campaign.id}`, text: campaign.title }}
        printed={{ by: actor.name, on: actor.today }}
        isShared={false}
      />,
    );
  });
}

/** Links for the messages of the setting's own system, which knows the addresses: a row for each, with what that system knows them by. */
function linksFile(
  { say }: Ask,
  { closesOn }: Campaign,
  waiting: readonly Invited[],
  linkOf: (one: Invited) => string,
): Reply {
  const head = ['upn', 'given-name', 'family-name', 'year', 'link', 'closes'].map((column) =>
    say(`campaigns.links-columns.${column}`),
  );
  const rows = waiting.map((one) => [
    one.upn,
    one.given_name,
    one.family_name,
    yearInWords(say, one.ncYear),
    linkOf(one),
    britishDate(closesOn),
  ]);
  return download({
    name: `links-${closesOn}.csv`,
    type: 'text/csv; charset=utf-8',
    body: `\uFEFF${[head, ...rows].map((cells) => csvLine(cells)).join('')}`,
  });
}

/** Begins what somebody filled in on paper: it counts as theirs, and says who typed it in. */
async function typeIn(ask: Ask): Promise<Reply> {
  const { db, actor, form } = ask;
  return withActor(db, actor, async (tx) => {
    const campaign = await campaignFor(tx, ask);
    const id = String([form['invitation'] ?? ''].flat()[0]) as InvitationId;
    const invited = campaign && !campaign.isAnonymous ? await invitedTo(tx, actor.tenantId, campaign.id) : [];
    const one = invited.find((each) => each.id === id && each.state === 'asked');
    const invitation = one && (await invitationOf(tx, actor.tenantId, one.id));
    if (!campaign || !invitation || !isOpen(invitation, actor.today)) return notFound();
    const { personId, settingId, definitionId, respondent } = invitation;
    if (!(await seePerson(tx, actor, personId, 'person.seen'))) return notFound();
    const begun = await startResponse(tx, actor, {
      definitionId,
      instrument: await definitionOf(tx, actor.tenantId, definitionId),
      respondent,
      about: { personId, settingId },
      author: null,
      helpedBy: actor.name,
      invitation,
    });
    return redirect(`/responses/${begun}/all`);
  });
}

async function end(ask: Ask): Promise<Reply> {
  const { db, actor } = ask;
  const campaign = await withActor(db, actor, async (tx) => {
    const found = await campaignFor(tx, ask);
    if (found) await endCampaign(tx, actor, found.id);
    return found;
  });
  if (!campaign) return notFound();
  // What is anonymous is nobody's to read but by the whole: what was sent is gathered at once.
  await withActor(db, { tenantId: actor.tenantId, reach: 'whole' }, (tx) =>
    gatherSheets(tx, actor, { today: actor.today, only: campaign.id }),
  );
  return redirect(`/campaigns/${campaign.id}`, { kind: 'success', key: 'campaigns.ended' });
}

async function showResults(ask: Ask): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const campaign = await campaignFor(tx, ask);
    if (!campaign) return notFound();
    const results = await resultsOf(tx, actor.tenantId, campaign);
    await record(tx, actor, {
      act: 'results.seen',
      subjectId: campaign.id,
      why: 'asks there',
      number: results.tally?.number ?? 0,
    });
    return page(<ResultsPage frame={frame} campaign={campaign} {...results} />);
  });
}

async function downloadResults(ask: Ask): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const campaign = await campaignFor(tx, ask);
    if (!campaign) return notFound();
    const { instrument, tally } = await resultsOf(tx, actor.tenantId, campaign);
    if (!tally) return notFound();
    await record(tx, actor, {
      act: 'results.downloaded',
      subjectId: campaign.id,
      why: 'asks there',
      number: tally.number,
    });
    const lines = resultLines({ frame, instrument, tally, respondent: campaign.respondent });
    const body = `\uFEFF${lines.map((cells) => csvLine(cells)).join('')}`;
    return download({
      name: `${instrument.name}-${campaign.closesOn}.csv`,
      type: 'text/csv; charset=utf-8',
      body,
    });
  });
}
