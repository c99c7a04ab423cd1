/** Fifteen hundred young people behind one address answer a questionnaire by links of their own, each answer kept as it is given. */
import type { FastifyInstance } from 'fastify';
import { addDays, plainDate } from '#dates';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, withActor } from '#db';
import { commandActor, gate } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { type Instrument, loadInstruments } from '#modules/instruments';
import { addSetting } from '#modules/people';
import { buildServer, loadAssets } from '#web';
import { frameRoutes, modules } from '../../src/app.ts';
import type { CampaignId } from '../../src/db/generated/instruments/Campaign.ts';
import { makeLinks, runCampaign } from '../../src/modules/instruments/actions/run-campaign.ts';
import { invitedTo } from '../../src/modules/instruments/queries/campaigns.ts';
import { itemsOn } from '../../src/modules/instruments/rules/index.ts';
import type { Ground } from '../rig/ground.ts';
import { compare, type Pair, rounded, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

const TODAY = plainDate('2026-11-20');
const NAME = 'resilience-wellbeing';
/** As many as are under way at once. */
const AT_ONCE = 50;
const ITEMS = 30;
/** Answers a second that are offered, whether those before have been kept or not. */
const OFFERED = 500;

export async function measureAnswering(open: () => Promise<Ground>, quick: boolean): Promise<Measured> {
  loadAssets();
  const people = quick ? 40 : 1_500;
  const ground = await open();
  try {
    const { tenantId, links } = await askAll(ground, people);
    await ground.rest();
    const app = await buildServer({
      db: ground.db,
      modules,
      extraRoutes: frameRoutes,
      gate,
      today: () => TODAY,
      behindProxy: true,
    });
    const instrument = named(NAME);
    const begins: Pair[] = [
      {
        ours: await timed(() => each(links, (link) => sent(app, link, {}, 303))),
        bare: await timed(() => each(links, () => health(app))),
      },
    ];
    const answerers = links.map((link) => new Answerer(app, link, instrument));
    const flatOut = answerers.slice(0, Math.round(people / 5));
    const answers: Pair[] = [
      {
        ours: await timed(() => each(flatOut, (one) => one.answerAll())),
        bare: await timed(() => each(flatOut, () => repeat(ITEMS, () => health(app)))),
      },
    ];
    const paced = await offer(answerers.slice(flatOut.length), quick ? 200 : OFFERED * 60);
    const told = answerers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    const stored = await storedIn(ground, tenantId);
    await app.close();
    return {
      sizes: { people, items: ITEMS, atOnce: AT_ONCE, offeredASecond: OFFERED },
      comparisons: [
        compare(
          {
            what: `${people} people begin by a link of their own`,
            ours: 'begun over HTTP',
            bare: 'as many requests that ask nothing',
          },
          begins,
        ),
        compare(
          {
            what: `${flatOut.length * ITEMS} answers, each kept as it is given, as fast as it goes`,
            ours: 'answers kept over HTTP',
            bare: 'as many requests that ask nothing',
          },
          answers,
        ),
      ],
      figures: [
        perSecond('begun', people, begins),
        perSecond('answers kept, as fast as it goes', flatOut.length * ITEMS, answers),
        ...paced,
        { what: 'answers acknowledged', unit: '', value: told },
        { what: 'answers stored', unit: '', value: stored },
      ],
    };
  } finally {
    await ground.close();
  }
}

function perSecond(what: string, many: number, [pair]: readonly Pair[]): Figure {
  return { what: `${what}, a second`, unit: '', value: Math.round(many / ((pair?.ours ?? 1) / 1000)) };
}

function named(name: string): Instrument {
  const found = loadInstruments().find((instrument) => instrument.name === name);
  if (!found) throw new Error(`No instrument ${name}`);
  return found;
}

/** One young person with a page before them, as its script keeps each answer. */
class Answerer {
  readonly #app: FastifyInstance;
  readonly #link: string;
  readonly #items: { page: number; code: string }[];
  #revision = 0;
  #next = 0;
  acknowledged = 0;

  constructor(app: FastifyInstance, link: string, instrument: Instrument) {
    this.#app = app;
    this.#link = link;
    const items = instrument.pages.flatMap((page, at) =>
      itemsOn(page).flatMap(({ kind, code }) => (kind === 'scale' ? [{ page: at + 1, code }] : [])),
    );
    this.#items = items.slice(0, ITEMS);
  }

  get isDone(): boolean {
    return this.#next >= this.#items.length;
  }

  /** Gives the next answer: the page is sent with all that was answered on it, as a browser does. */
  async answerNext(): Promise<void> {
    const at = this.#next;
    this.#next += 1;
    const item = this.#items[at];
    if (!item) return;
    const onPage = this.#items.slice(0, at + 1).filter(({ page }) => page === item.page);
    const form = Object.fromEntries(onPage.map(({ code }) => [`a_${code}`, 'often']));
    const { body } = await sent(
      this.#app,
      `${this.#link}/${item.page}`,
      { ...form, revision: String(this.#revision), go: 'keep' },
      200,
    );
    this.#revision = Math.max(this.#revision, Number(/"revision":(\d+)/.exec(body)?.[1]));
    this.acknowledged += 1;
  }

  async answerAll(): Promise<void> {
    while (!this.isDone) await this.answerNext();
  }
}

/** Answers offered at a steady rate, each by somebody who has no other under way; how long each took from when it was due. */
async function offer(answerers: readonly Answerer[], many: number): Promise<Figure[]> {
  const free = [...answerers];
  const took: number[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let offered = 0;
  while (offered < many && free.length > 0) {
    const due = began + (offered / OFFERED) * 1000;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((go) => setTimeout(go, wait));
    const one = free.shift();
    if (!one) break;
    offered += 1;
    const answering = one.answerNext().then(() => {
      took.push(performance.now() - due);
      if (!one.isDone) free.push(one);
      underWay.delete(answering);
    });
    underWay.add(answering);
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - began) / 1000;
  took.sort((one, other) => one - other);
  const at = (share: number) =>
    rounded(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0);
  return [
    {
      what: `${OFFERED} answers a second offered: kept, a second`,
      unit: '',
      value: Math.round(took.length / seconds),
    },
    { what: `${OFFERED} answers a second offered: half are kept within`, unit: 'ms', value: at(0.5) },
    { what: `${OFFERED} answers a second offered: 99 of 100 are kept within`, unit: 'ms', value: at(0.99) },
  ];
}

/** A setting with so many young people, all of them asked, each with a link. */
async function askAll({ db }: Ground, many: number): Promise<{ tenantId: TenantId; links: string[] }> {
  const tenantId = newId<TenantId>();
  const actor = commandActor(tenantId, 'bench', TODAY);
  const links = await withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Northmoor', kind: 'council' });
    const settingId: SettingId = await addSetting(tx, tenantId, { name: 'Marsh School', kind: 'secondary' });
    await insertRows(
      tx,
      'people.person',
      Array.from({ length: many }, (_, at) => ({
        tenant_id: tenantId,
        id: newId<PersonId>(),
        given_name: 'Jo',
        family_name: `Marsh ${at}`,
        setting_id: settingId,
        setting_ids: [settingId],
        nc_year: 10,
        source: 'bench',
        source_key: String(at),
      })),
    );
    const { id } = await runCampaign(
      tx,
      actor,
      { instrument: named(NAME), origin: 'library' },
      {
        id: newId<CampaignId>(),
        title: 'How I am doing',
        settingId,
        asks: 'Year 10',
        ncYear: 10,
        respondent: 'young_person',
        isAnonymous: false,
        meant: undefined,
        opensOn: TODAY,
        closesOn: addDays(TODAY, 7),
      },
    );
    const invited = await invitedTo(tx, tenantId, id);
    return [
      ...(
        await makeLinks(
          tx,
          actor,
          id,
          invited.map((one) => one.id),
        )
      ).values(),
    ];
  });
  return { tenantId, links: links.map((token) => `/q/${token}`) };
}

async function storedIn(ground: Ground, tenantId: TenantId): Promise<number> {
  const [row] = await ground.asOwner((ask) =>
    ask(
      'select count(*)::int as n from (select distinct response_id, item from instruments.answer where tenant_id = $1) as given',
      [tenantId],
    ),
  );
  return Number(row?.['n']);
}

/** As many at once as a school does. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work();
}

async function sent(app: FastifyInstance, url: string, form: Record<string, string>, status: number) {
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': '198.51.100.7',
    },
    payload: new URLSearchParams(form).toString(),
  });
  if (answer.statusCode !== status) throw new Error(`POST ${url} answered ${answer.statusCode}`);
  return answer;
}

async function health(app: FastifyInstance): Promise<void> {
  const { statusCode } = await app.inject({ url: '/health' });
  if (statusCode !== 200) throw new Error(`GET /health answered ${statusCode}`);
}
