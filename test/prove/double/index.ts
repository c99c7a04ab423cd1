/** Two commands at once: what is left is what one after the other would have left. */
import type { Database } from '#db';
import { unsound } from '../check/soundness.ts';
import { more, onlyTenant, type Standing, standingOf } from '../check/standing.ts';
import type { Ground } from '../ground.ts';
import { type Place, settle } from '../place.ts';
import type { Found, Proof, Table, Wish } from '../proof.ts';
import { foundTwice } from './founding.ts';
import { type Scenario, scenariosOn } from './scenarios.ts';
import { servedMeanwhile } from './serving.ts';
import { handedOver, handedOverFromProcesses, oneStandsStill, twoProcesses, type Way } from './ways.ts';

export const double: Proof = {
  name: 'double',
  about:
    'two imports, an import and an undoing, and imports while pages are served: as if one after the other',
  on: ['embedded', 'server'],
  minutes: 20,
  run,
};

async function run(wish: Wish): Promise<Found> {
  const { quick } = wish;
  const size = { people: quick ? 30 : 600, things: 2 };
  const ground = await wish.open();
  const tables: Table[] = [];
  const faults: string[] = [];
  let pairs = 0;
  try {
    const place = await settle(ground, size.people);
    const scenarios = scenariosOn(place, size);
    const chosen = quick ? scenarios.slice(-1) : scenarios;
    const ends = Date.now() + wish.minutes * 60_000;
    for (const [at, scenario] of chosen.entries()) {
      wish.say(`${scenario.what} on the ${ground.kind} database`);
      const share = Math.max(0, ends - Date.now()) / (chosen.length - at);
      const tried = await tryScenario(place, scenario, Date.now() + share, quick);
      pairs += tried.pairs;
      faults.push(...tried.faults);
      tables.push(tried.table);
    }
    if (quick) return { counts: { pairs }, tables: [sumOf(tables)], faults };
    const served = await servedMeanwhile(place, size, wish);
    const founded = await foundTwice(wish);
    return {
      counts: { pairs, 'pages answered meanwhile': served.pages },
      tables: [sumOf(tables), served.table],
      faults: [...faults, ...served.faults, ...founded.faults],
    };
  } finally {
    await ground.close();
  }
}

/** One row a scenario. */
function sumOf(tables: readonly Table[]): Table {
  return {
    title: 'Pairs, and which of the two came out as the first',
    head: tables[0]?.head ?? [],
    rows: tables.flatMap(({ rows }) => rows),
  };
}

type Outcome = Pick<Standing, 'facts' | 'profiles' | 'kept'>;

async function tryScenario(place: Place, scenario: Scenario, until: number, quick: boolean) {
  const { ground } = place;
  const orders = await ground.opened(async (db) => ({
    one: await inOrder(place, db, scenario, false),
    other: await inOrder(place, db, scenario, true),
  }));
  const same = JSON.stringify(orders.one) === JSON.stringify(orders.other);
  const faults: string[] = [];
  const counts = { one: 0, other: 0, neither: 0 };
  const judge = (way: Way, before: Standing, now: Standing, codes: (number | null)[], sound: string[]) => {
    const outcome = outcomeOf(before, now);
    const isFirst = JSON.stringify(outcome) === JSON.stringify(orders.one);
    const isSecond = JSON.stringify(outcome) === JSON.stringify(orders.other);
    if (isFirst) counts.one += 1;
    else if (isSecond) counts.other += 1;
    else counts.neither += 1;
    const wrong = (why: string) => faults.push(`${scenario.what}, ${way.name}: ${why}`);
    if (!isFirst && !isSecond) wrong(`as in neither order: ${JSON.stringify({ outcome, orders })}`);
    else if (way.first === 'one' && !isFirst) wrong('the one that came first did not come first');
    if (codes.some((code) => code !== 0)) wrong(`they ended with ${codes.join(' and ')}`);
    for (const fault of sound) wrong(fault);
  };
  const once = async (db: Database, way: Way): Promise<void> => {
    const [one, other] = await scenario.prepare(db);
    const before = await look(ground, db);
    const ended = await way.both(one, other);
    const now = await look(ground, db);
    const sound = await ground.asOwner(db, async (ask) => unsound(ask, await onlyTenant(ask)));
    judge(
      way,
      before,
      now,
      ended.map(({ code }) => code),
      sound,
    );
  };
  await ground.opened(async (db) => {
    const ways = await waysOn(ground, db, quick);
    for (let turn = 0; turn < ways.length || (Date.now() < until && !quick); turn += 1) {
      const way = ways[turn % ways.length];
      if (way) await once(db, way);
    }
  });
  const head = ['pair', 'tries', 'the first', 'the second', 'neither'];
  const row = [
    scenario.what + (same ? ' (both orders come to the same)' : ''),
    counts.one + counts.other + counts.neither,
    counts.one,
    counts.other,
    counts.neither,
  ];
  return {
    faults,
    pairs: counts.one + counts.other + counts.neither,
    table: { title: scenario.what, head, rows: [row] },
  };
}

async function waysOn(ground: Ground, db: Database, quick: boolean): Promise<Way[]> {
  if (ground.kind === 'embedded') {
    const inOne = await handedOver(ground, db);
    return quick ? [inOne] : [inOne, inOne, inOne, handedOverFromProcesses(ground)];
  }
  const stands = [/^commit/i, /^update "sources"\."run"/i, /^insert into "sources"\."run"/i].map((at) =>
    oneStandsStill(ground, at),
  );
  return quick ? stands.slice(0, 1) : [...stands, twoProcesses(ground), twoProcesses(ground)];
}

/** One after the other, in this process. */
async function inOrder(place: Place, db: Database, { prepare }: Scenario, turned: boolean): Promise<Outcome> {
  const words = await prepare(db);
  const before = await look(place.ground, db);
  for (const each of turned ? words.toReversed() : words) await place.done(db, ...each);
  return outcomeOf(before, await look(place.ground, db));
}

function outcomeOf(before: Standing, { facts, profiles, kept }: Standing): Outcome {
  return { facts, profiles, kept: more(before.kept, kept) };
}

function look(ground: Ground, db: Database): Promise<Standing> {
  return ground.asOwner(db, async (ask) => standingOf(ask, await onlyTenant(ask)));
}
