/** What young people of the made-up council were asked and what they said, so that its questionnaires have answers to look at. */
import { randomUUID } from 'node:crypto';
import { addDays, type PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import {
  type Answers,
  type Instrument,
  loadInstruments,
  ownMarksIn,
  publish,
  someAnswers,
} from '#modules/instruments';
import { castSettings, castStaff } from '#test/cast';
import { type Random, random } from './random.ts';

const settingId = castSettings.fernlow.id;
const asker = castStaff.dev;
const author = `${asker.givenName} ${asker.familyName}`;
const NC_YEAR = 10;

/** Days before today on which each was asked, until when, how many of a hundred answered, and how good it was, from 0 to 1. */
const WELLBEING = [
  { from: 75, until: 61, share: 84, good: 0.58, title: 'How I am doing, September' },
  { from: 5, until: -4, share: 46, good: 0.64, title: 'How I am doing, November' },
] as const;
const SCHOOL = [
  { from: 745, until: 731, number: 590, good: 0.8, title: 'My school, two autumns ago' },
  { from: 380, until: 366, number: 612, good: 0.78, title: 'My school, last autumn' },
  { from: 20, until: 8, number: 588, good: 0.82, title: 'My school, this autumn' },
] as const;
/** What other schools of the council came to, so that one can be set beside all. */
const ELSEWHERE = [
  { number: 410, good: 0.76 },
  { number: 385, good: 0.83 },
  { number: 502, good: 0.71 },
] as const;
const HELPS = [
  'A quiet place at break',
  'Somebody to go over maths with',
  'Knowing what to do when I am late',
  'More time with my mentor',
  'Fewer people in the corridor',
];

/**
 * Asks young people of one school, and answers for some of them.
 *
 * @example await askIn(tx, actor);
 */
export async function askIn(tx: Tx, actor: Actor): Promise<void> {
  const people = await peopleOf(tx, actor);
  for (const [at, each] of WELLBEING.entries())
    await askByName(tx, actor, people, { ...each, chance: random('asked', at) });
  for (const [at, each] of SCHOOL.entries())
    await askAnonymously(tx, actor, settingId, { ...each, chance: random('school', at) });
  const others = await schoolsBeside(tx, actor);
  for (const [at, { number, good }] of ELSEWHERE.entries()) {
    const other = others[at];
    const days = { from: 22, until: 9, title: 'Pupil survey', number, good, chance: random('elsewhere', at) };
    if (other) await askAnonymously(tx, actor, other.id, days);
  }
  await pathways(tx, actor, people);
}

function peopleOf(tx: Tx, { tenantId }: Actor): Promise<{ id: PersonId }[]> {
  return tx
    .selectFrom('people.person')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('setting_id', '=', settingId)
    .where('nc_year', '=', NC_YEAR)
    .where('left_on', 'is', null)
    .orderBy('id')
    .execute();
}

function schoolsBeside(tx: Tx, { tenantId }: Actor): Promise<{ id: SettingId }[]> {
  return tx
    .selectFrom('people.setting')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'secondary')
    .where('id', '!=', settingId)
    .orderBy('name')
    .limit(ELSEWHERE.length)
    .execute();
}

function named(name: string): Instrument {
  const found = loadInstruments().find((instrument) => instrument.name === name);
  if (!found) throw new Error(`No instrument ${name}`);
  return found;
}

type Days = { from: number; until: number; title: string; good: number; chance: Random };

async function campaignOf(
  tx: Tx,
  actor: Actor,
  instrument: Instrument,
  { from, until, title }: Days,
  isAnonymous: boolean,
  meant: number | null,
  at: SettingId = settingId,
) {
  const { tenantId, today } = actor;
  const definitionId = await publish(tx, actor, { instrument, origin: 'library' });
  const shared = {
    tenant_id: tenantId,
    setting_id: at,
    definition_id: definitionId,
    title,
    respondent: 'young_person',
    opens_on: addDays(today, -from),
    closes_on: addDays(today, -until),
    told_id: asker.accountId,
  };
  const id = newId<never>();
  await insertRows(tx, 'instruments.campaign', [
    {
      ...shared,
      id,
      asks: isAnonymous ? 'Every year' : `Year ${NC_YEAR}`,
      is_anonymous: isAnonymous,
      // Nobody has the link of it any more.
      token_sha256: isAnonymous ? randomUUID() : null,
      meant,
      account_id: asker.accountId,
      author,
    },
  ]);
  return { ...shared, campaign_id: id, told: author };
}

async function askByName(
  tx: Tx,
  actor: Actor,
  people: readonly { id: PersonId }[],
  days: Days & { share: number },
): Promise<void> {
  const instrument = named('resilience-wellbeing');
  const campaign = await campaignOf(tx, actor, instrument, days, false, null);
  const asked = people.map(({ id }) => ({ ...campaign, id: newId<never>(), person_id: id }));
  await insertRows(tx, 'instruments.invitation', asked);
  const day = addDays(actor.today, -Math.max(days.until, 1));
  for (const invitation of asked.filter(() => days.chance.next() * 100 < days.share))
    await respond(tx, actor, {
      instrument,
      definitionId: campaign.definition_id,
      personId: invitation.person_id,
      answers: someAnswers(instrument, days.chance.next, days.good),
      day,
      invitation,
    });
}

type Responding = {
  instrument: Instrument;
  definitionId: Awaited<ReturnType<typeof publish>>;
  personId: PersonId;
  answers: Answers;
  day: PlainDate;
  invitation?: { id: never; campaign_id: never };
};

async function respond(
  tx: Tx,
  { tenantId }: Actor,
  { instrument, definitionId, personId, answers, day, invitation }: Responding,
): Promise<void> {
  const whose = { tenant_id: tenantId, person_id: personId, setting_id: settingId };
  const id = newId<never>();
  await insertRows(tx, 'instruments.response', [
    {
      ...whose,
      id,
      definition_id: definitionId,
      campaign_id: invitation?.campaign_id ?? null,
      invitation_id: invitation?.id ?? null,
      respondent: 'young_person',
      revision: 1,
      on_date: day,
      started_at: `${day}T09:00:00Z`,
      ended_at: `${day}T09:10:00Z`,
      outcome: 'answered',
    },
  ]);
  const given = Object.entries(answers).map(([item, answer]) => ({
    ...whose,
    id: newId<never>(),
    response_id: id,
    revision: 1,
    item,
    given: answer,
    given_at: `${day}T09:05:00Z`,
  }));
  await insertRows(tx, 'instruments.answer', given);
  const marks = ownMarksIn(instrument, answers).map((mark) => ({
    ...whose,
    id: newId<never>(),
    response_id: id,
    title: String(instrument.title),
    on_date: day,
    ...mark,
  }));
  await insertRows(tx, 'instruments.own_mark', marks);
}

async function askAnonymously(
  tx: Tx,
  actor: Actor,
  at: SettingId,
  days: Days & { number: number },
): Promise<void> {
  const instrument = named('pupil-survey');
  const campaign = await campaignOf(tx, actor, instrument, days, true, days.number + 140, at);
  const sheets = Array.from({ length: days.number }, () => ({
    tenant_id: actor.tenantId,
    id: randomUUID() as never,
    campaign_id: campaign.campaign_id,
    setting_id: at,
    answers: someAnswers(instrument, days.chance.next, days.good),
    on_date: campaign.closes_on,
  }));
  await insertRows(tx, 'instruments.sheet', sheets);
}

/** A few say where they are on their pathway and what would help; the last of them asks for an adult today. */
async function pathways(tx: Tx, actor: Actor, people: readonly { id: PersonId }[]): Promise<void> {
  const instrument = named('pathway-to-change');
  const definitionId = await publish(tx, actor, { instrument, origin: 'library' });
  const chance = random('pathways');
  const levels = ['wellbeing', 'cared_for', 'confidence', 'autonomy', 'identity'];
  for (const [at, { id }] of people.filter((_, place) => place % 6 === 0).entries()) {
    const helps = Object.fromEntries([1, 2].map((place) => [`help_${place}`, { is: chance.pick(HELPS) }]));
    const answers: Answers = {
      best_fit: { is: levels[(at + 2) % levels.length] ?? 'confidence' },
      both_first: { is: at === 0 ? 'yes' : 'no' },
      ...helps,
    };
    await respond(tx, actor, {
      instrument,
      definitionId,
      personId: id,
      answers,
      day: addDays(actor.today, -(at * 5) % 60),
    });
    if (at === 0) await call(tx, actor, id);
  }
}

async function call(tx: Tx, { tenantId }: Actor, personId: PersonId): Promise<void> {
  const { id } = await tx
    .selectFrom('instruments.response')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const row = {
    tenant_id: tenantId,
    id: newId<never>(),
    response_id: id,
    person_id: personId,
    setting_id: settingId,
    item: 'both_first',
    told_id: asker.accountId,
  };
  await insertRows(tx, 'instruments.call', [row]);
}
