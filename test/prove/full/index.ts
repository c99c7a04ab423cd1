/** A disk that fills up while people write: what was acknowledged stays, nothing is by half, and it goes on once there is room again. */
import { castPassword, castStaff } from '#test/cast';
import { onlyTenant, reachedBy } from '../check/standing.ts';
import { type Ask, type Ground, openGround, PROOF_DAY } from '../ground.ts';
import { placeOn } from '../place.ts';
import type { Found, Proof, Wish } from '../proof.ts';
import { type Site, signedIn, startSite } from '../site.ts';
import { type SmallDisk, smallDirectory } from './small-disk.ts';
import { smallServer } from './small-server.ts';

export const full: Proof = {
  name: 'full',
  about:
    'the disk fills up while notes are written, and has room again: what was acknowledged is there, once, with its entry, and writing goes on',
  on: ['embedded', 'server'],
  minutes: 10,
  run,
};

const TIMES = 10;
const NOTES_BEFORE = 20;
/** While it is full: until as many in a row were not kept, and no more than this in all, for what a database has set aside is used up first. */
const IN_A_ROW = 20;
const NOTES_WHILE_FULL = 3_000;

type Told = { acknowledged: Set<string>; refused: number; lost: number; asked: number };

async function run({ open, quick, minutes, say }: Wish): Promise<Found> {
  const { ground, small } = await groundOn(await open());
  const place = placeOn(ground);
  try {
    const tenantId = await ground.opened(async (db) => {
      await place.done(db, 'demo', '--young-people', '50', '--seed', '1');
      return ground.asOwner(db, onlyTenant);
    });
    const people = await ground.visit((ask) => reachedBy(ask, tenantId, castStaff.dev.email));
    small.shrink();
    const told: Told = { acknowledged: new Set(), refused: 0, lost: 0, asked: 0 };
    const faults: string[] = [];
    const until = Date.now() + minutes * 60_000;
    let times = 0;
    for (const last = quick ? 1 : TIMES; times < last && (quick || Date.now() < until); ) {
      faults.push(...(await fillOnce(ground, small, people, told)));
      times += 1;
      faults.push(...(await ground.visit((ask) => lookThrough(ask, tenantId, told))));
      await ground
        .opened((db) => place.done(db, 'audit', 'verify'))
        .catch((error: Error) => void faults.push(`the audit: ${error.message}`));
      say(
        `${times} times full, ${told.acknowledged.size} notes acknowledged, ${told.refused + told.lost} not, ${faults.length} faults`,
      );
      if (faults.length > 0) break;
    }
    if (told.refused + told.lost === 0) faults.push('the disk never was full');
    return {
      counts: {
        'times full': times,
        notes: told.acknowledged.size,
        'refused while full': told.refused,
        'cut off while full': told.lost,
      },
      faults,
    };
  } finally {
    await ground.close().catch(() => {});
    await small.remove();
  }
}

/** A database on a disk of its own that can be made small: the data directory, or a whole server. */
async function groundOn(ground: Ground): Promise<{ ground: Ground; small: SmallDisk }> {
  if (ground.kind === 'embedded') return { ground, small: smallDirectory(ground) };
  await ground.close();
  const { url, small } = await smallServer();
  try {
    return { ground: await openGround(url), small };
  } catch (error) {
    await small.remove();
    throw error;
  }
}

async function fillOnce(
  ground: Ground,
  disk: SmallDisk,
  people: readonly string[],
  told: Told,
): Promise<string[]> {
  const site = await startSite(ground);
  const cookie = await signedIn(site, castStaff.dev.email, castPassword);
  await writeNotes(site, cookie, people, told, NOTES_BEFORE);
  disk.fill();
  await writeNotes(site, cookie, people, told, NOTES_WHILE_FULL, IN_A_ROW);
  disk.empty();
  // It goes on by itself, or says no until somebody starts it again: both are sound, silence is not.
  const before = told.acknowledged.size;
  await writeNotes(site, cookie, people, told, NOTES_BEFORE);
  const wentOn = told.acknowledged.size > before;
  await site.kill();
  // As whoever runs the machine would: a database that gave up is started again.
  await disk.revive();
  if (wentOn) return [];
  const again = await startSite(ground);
  await writeNotes(
    again,
    await signedIn(again, castStaff.dev.email, castPassword),
    people,
    told,
    NOTES_BEFORE,
  );
  await again.stop();
  return told.acknowledged.size > before ? [] : ['nothing can be written although there is room again'];
}

/** Only what was answered as kept counts as told. */
async function writeNotes(
  site: Site,
  cookie: string,
  people: readonly string[],
  told: Told,
  many: number,
  enough = many,
): Promise<void> {
  const [year = '', month = '', day = ''] = PROOF_DAY.split('-');
  const form = { 'on-day': day, 'on-month': month, 'on-year': year };
  let inARow = 0;
  for (let note = 0; note < many && inARow < enough; note += 1) {
    told.asked += 1;
    inARow += 1;
    // Long enough that the disk is full after a few.
    const body = `Note ${told.asked} of a proof ${'.'.repeat(3_000)}`;
    const answer = await site
      .post(`/people/${people[told.asked % people.length]}/notes`, { ...form, body }, cookie)
      .catch(() => undefined);
    if (answer === undefined) told.lost += 1;
    else if (answer.status === 303 && answer.location?.startsWith('/people/')) {
      told.acknowledged.add(body);
      inARow = 0;
    } else told.refused += 1;
  }
}

/** Everything told is there once, with one entry on record; nothing else is but what was under way. */
async function lookThrough(ask: Ask, tenantId: string, told: Told): Promise<string[]> {
  const rows = await ask(
    `select n.body, count(*)::int as times,
       (select count(*)::int from audit.entry e where e.tenant_id = $1 and e.act = 'note.written' and e.subject_id = min(n.id::text)::uuid) as entries
     from records.note n where n.tenant_id = $1 and n.body like 'Note % of a proof%' group by n.body`,
    [tenantId],
  );
  const kept = new Map(rows.map(({ body, times, entries }) => [String(body), { times, entries }]));
  const short = (body: string) => body.slice(0, 20);
  return [
    ...[...told.acknowledged]
      .filter((body) => !kept.has(body))
      .map((body) => `${short(body)} was acknowledged and is lost`),
    ...[...kept].flatMap(([body, { times, entries }]) => [
      ...(times === 1 ? [] : [`${short(body)} is there ${times} times`]),
      ...(entries === 1 ? [] : [`${short(body)} has ${entries} entries on record`]),
    ]),
    ...(kept.size > told.acknowledged.size + told.lost
      ? [`${kept.size - told.acknowledged.size} notes are there that nobody was told of`]
      : []),
  ];
}
