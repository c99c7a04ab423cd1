/** kill -9 of a server while people write: what a browser was told is kept, is there; nothing is there twice or by half. */
import { setTimeout as pause } from 'node:timers/promises';
import { castPassword, castStaff } from '#test/cast';
import { chanceOf } from '../chance.ts';
import { onlyTenant, reachedBy } from '../check/standing.ts';
import { type Ask, type Ground, PROOF_DAY } from '../ground.ts';
import { type Place, placeOn } from '../place.ts';
import type { Found, Proof, Wish } from '../proof.ts';
import { type Site, signedIn, startSite } from '../site.ts';

export const writes: Proof = {
  name: 'writes',
  about:
    'kill -9 of a server while notes are written, a questionnaire is answered and people sign in: everything that was acknowledged is there, once',
  on: ['embedded', 'server'],
  minutes: 30,
  run,
};

const KILLS = 200;
const WRITERS = 3;
/** Killed at any moment of so many milliseconds from the first request on. */
const WITHIN = 900;
/** Looked through after so many kills: opening takes longer than being killed. */
const LOOKED_AFTER = 10;

/** What browsers were told. */
type Told = { notes: Set<string>; answers: Set<string>; signIns: number; asked: number };

async function run({ open, quick, seed, minutes, say }: Wish): Promise<Found> {
  const ground = await open();
  try {
    const place = placeOn(ground);
    const tenantId = await ground.opened(async (db) => {
      await place.done(db, 'demo', '--young-people', '50', '--seed', '1');
      return ground.asOwner(db, onlyTenant);
    });
    const people = await ground.visit((ask) => reachedBy(ask, tenantId, castStaff.dev.email));
    const before = await ground.visit((ask) => signInsKept(ask, tenantId));
    const chance = chanceOf(seed);
    const told: Told = { notes: new Set(), answers: new Set(), signIns: 0, asked: 0 };
    const faults: string[] = [];
    const until = Date.now() + minutes * 60_000;
    let kills = 0;
    for (const last = quick ? 2 : KILLS; kills < last && (quick || Date.now() < until); ) {
      await killOnce(ground, people, told, 50 + chance.below(WITHIN));
      kills += 1;
      if (kills % LOOKED_AFTER > 0 && kills < last) continue;
      faults.push(...(await ground.visit((ask) => lookThrough(ask, tenantId, told, before, kills))));
      say(
        `${kills} kills, ${told.notes.size} notes, ${told.answers.size} answers and ${told.signIns} sign-ins acknowledged, ${faults.length} faults`,
      );
      if (faults.length > 0) break;
    }
    faults.push(...(await verified(place)));
    const counts = {
      kills,
      notes: told.notes.size,
      answers: told.answers.size,
      'sign-ins': told.signIns,
      'cut off': told.asked - told.notes.size - told.answers.size,
    };
    return { counts, faults };
  } finally {
    await ground.close();
  }
}

async function killOnce(ground: Ground, people: readonly string[], told: Told, after: number): Promise<void> {
  await ground.atRest();
  const site = await startSite(ground);
  const cookie = await signedIn(site, castStaff.dev.email, castPassword);
  told.signIns += 1;
  const state = { killed: false };
  const busy = [
    ...Array.from({ length: WRITERS }, () => writeNotes(site, cookie, people, told, state)),
    answerOn(site, cookie, people, told, state),
    signInAgain(site, told, state),
  ];
  await pause(after);
  state.killed = true;
  await site.kill();
  await Promise.all(busy);
}

/** Writes until the line breaks; only what was answered counts as told. */
async function writeNotes(
  site: Site,
  cookie: string,
  people: readonly string[],
  told: Told,
  state: { killed: boolean },
): Promise<void> {
  const [year = '', month = '', day = ''] = PROOF_DAY.split('-');
  const form = { 'on-day': day, 'on-month': month, 'on-year': year };
  while (!state.killed) {
    told.asked += 1;
    const body = `Note ${told.asked} of a proof`;
    const path = `/people/${people[told.asked % people.length]}/notes`;
    const answer = await site.post(path, { ...form, body }, cookie).catch(() => undefined);
    if (answer === undefined) return;
    if (answer.status !== 303) throw new Error(`POST ${path} was answered ${answer.status}`);
    told.notes.add(body);
  }
}

/** Answers one item of a questionnaire again and again, each time with another text, as the script of its page does. */
async function answerOn(
  site: Site,
  cookie: string,
  people: readonly string[],
  told: Told,
  state: { killed: boolean },
): Promise<void> {
  const begin = { begin: 'pathway-to-change young_person' };
  const begun = await site.post(`/people/${people[0]}/questions`, begin, cookie).catch(() => undefined);
  const page = begun?.location?.replace(/\/1$/, '/2');
  let revision = 0;
  while (page !== undefined && !state.killed) {
    told.asked += 1;
    const text = `Answer ${told.asked} of a proof`;
    const form = { a_help_1: text, a_help_2: '', a_help_3: '', revision: String(revision), go: 'keep' };
    const answer = await site.post(page, form, cookie).catch(() => undefined);
    if (answer === undefined) return;
    if (answer.status !== 200) throw new Error(`POST ${page} was answered ${answer.status}`);
    revision = Number(/"revision":(\d+)/.exec(answer.body)?.[1]);
    told.answers.add(text);
  }
}

async function signInAgain(site: Site, told: Told, state: { killed: boolean }): Promise<void> {
  const form = { email: castStaff.joe.email, password: castPassword };
  while (!state.killed) {
    const answer = await site.post('/sign-in', form).catch(() => undefined);
    if (answer?.status === 303) told.signIns += 1;
  }
}

/** Everything told is there once; of what nobody was told, at most what was under way when it was killed. */
async function lookThrough(
  ask: Ask,
  tenantId: string,
  told: Told,
  before: number,
  kills: number,
): Promise<string[]> {
  const rows = await ask(
    `select n.body, count(*)::int as times,
       (select count(*)::int from audit.entry e where e.tenant_id = $1 and e.act = 'note.written' and e.subject_id = min(n.id::text)::uuid) as entries
     from records.note n where n.tenant_id = $1 and n.body like 'Note % of a proof' group by n.body`,
    [tenantId],
  );
  const kept = new Map(rows.map(({ body, times, entries }) => [String(body), { times, entries }]));
  const lost = [...told.notes].filter((body) => !kept.has(body));
  const twice = [...kept].filter(([, { times }]) => times !== 1);
  const half = [...kept].filter(([, { entries }]) => entries !== 1);
  const untold = [...kept.keys()].filter((body) => !told.notes.has(body));
  const given = await ask(
    `select a.given ->> 'is' as text, count(*)::int as times from instruments.answer a
     where a.tenant_id = $1 and a.given ->> 'is' like 'Answer % of a proof' group by 1`,
    [tenantId],
  );
  const answers = new Map(given.map(({ text, times }) => [String(text), Number(times)]));
  const stale = await ask(
    `select count(*)::int as n from instruments.response r where r.tenant_id = $1 and r.revision <> coalesce((select max(a.revision)
       from instruments.answer a where a.tenant_id = $1 and a.response_id = r.id), 0)`,
    [tenantId],
  );
  const signIns = (await signInsKept(ask, tenantId)) - before;
  const sessions = await ask(
    `select count(*)::int as n from identity.session s where s.tenant_id = $1 and not exists (
       select from audit.entry e where e.tenant_id = $1 and e.subject_id = s.id and e.act = 'account.signed_in')`,
    [tenantId],
  );
  return [
    ...lost.map((body) => `${body} was acknowledged and is lost`),
    ...twice.map(([body]) => `${body} is there more than once`),
    ...half.map(([body]) => `${body} has not one audit entry`),
    ...[...told.answers]
      .filter((text) => !answers.has(text))
      .map((text) => `${text} was acknowledged and is lost`),
    ...[...answers].filter(([, times]) => times !== 1).map(([text]) => `${text} is there more than once`),
    ...(answers.size > told.answers.size + kills
      ? [`${answers.size - told.answers.size} answers nobody was told of`]
      : []),
    ...(Number(stale[0]?.n) > 0 ? [`${stale[0]?.n} responses are at a revision that no answer has`] : []),
    ...(untold.length > kills * WRITERS ? [`${untold.length} notes are there that nobody was told of`] : []),
    ...(signIns < told.signIns ? [`${told.signIns} sign-ins were acknowledged, ${signIns} are kept`] : []),
    ...(signIns > told.signIns + kills
      ? [`${signIns} sign-ins are kept, ${told.signIns} were acknowledged`]
      : []),
    ...(Number(sessions[0]?.n) > 0 ? [`${sessions[0]?.n} sessions have no audit entry`] : []),
  ];
}

/** The chain of the audit still holds, with a tail that is not sealed yet. */
async function verified(place: Place): Promise<string[]> {
  try {
    await place.ground.opened((db) => place.done(db, 'audit', 'verify'));
    return [];
  } catch (error) {
    return [`audit verify: ${error instanceof Error ? error.message : error}`];
  }
}

async function signInsKept(ask: Ask, tenantId: string): Promise<number> {
  const rows = await ask(
    `select count(*)::int as n from audit.entry where tenant_id = $1 and act = 'account.signed_in'`,
    [tenantId],
  );
  return Number(rows[0]?.n);
}
