import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '#db';
import { command } from '#test/cli/in-process';
import { prepareData, says, startAlone, stop, temporary } from '#test/cli/waymark';
import { type OwnDatabase, ownDatabase, ownerOfServer } from '#test/db/owner';
import { multipart } from '#test/visitors';

const { path: place, remove } = temporary();
const server = inject('server');
/** Enough to be written for a while, so that a kill lands in the writing. A server writes sooner. */
const PUPILS = server === null ? 1_000 : 2_000;
const DAYS = 2;
const MARKS = PUPILS * DAYS * 2;
let own: OwnDatabase | undefined;
let password = '';

beforeAll(async () => {
  if (server === null) await prepareData(join(place, 'data'));
  else own = await ownDatabase(server);
  const people = Array.from({ length: PUPILS }, (_, pupil) => `${pupil},123456`);
  writeFileSync(join(place, 'people.csv'), ['source_id,setting_urn', ...people].join('\n'));
  await done('setting', 'add', '--name', 'Ashdale School', '--kind', 'secondary', '--urn', '123456');
  await done('import', 'people', join(place, 'people.csv'), '--source', 'mis');
  const told = await done(
    'user',
    'add',
    '--email',
    'jo@ashdale.example',
    '--name',
    'Jo',
    '--role',
    'data_manager',
  );
  // Whether Jo would need a code of an app is another test.
  await done('user', 'second-step', 'optional');
  password = /assword\S*\s+(\S+)/.exec(told)?.[1] ?? told;
}, 120_000);
afterAll(async () => {
  await own?.drop();
  remove();
});

async function done(...args: string[]): Promise<string> {
  const db = await openDatabase(own ? { url: own.url } : { directory: join(place, 'data') });
  try {
    const { code, out, err } = await command(args, { cwd: place, db });
    if (code !== 0) throw new Error(err);
    return out;
  } finally {
    await db.close();
  }
}

/** The server in a process of its own, and somebody signed in to it. */
async function serve() {
  const words = ['serve', '--port', '0', '--data', join(place, 'data')];
  const child = startAlone(words, own ? { env: { DATABASE_URL: own.url } } : {});
  let said = '';
  child.stdout?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await says(child, 'Waymark is at');
  const base = /http:\S+/.exec(said)?.[0].replace('localhost', '127.0.0.1') ?? '';
  const form = 'application/x-www-form-urlencoded';
  const ours = { 'sec-fetch-site': 'same-origin' };
  const signed = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...ours, 'content-type': form },
    body: new URLSearchParams({ email: 'jo@ashdale.example', password }),
  });
  expect(signed.status, 'signed in').toBe(303);
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const get = async (path: string) => {
    const answer = await fetch(`${base}${path}`, { redirect: 'manual', headers: { cookie } });
    return { to: answer.headers.get('location'), body: await answer.text() };
  };
  const post = (path: string, body = '') =>
    fetch(`${base}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...ours, cookie, 'content-type': form },
      body,
    });
  const send = async (fields: Record<string, string>, content: string) => {
    const answer = await fetch(`${base}/sources/import`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...ours, cookie, 'content-type': 'multipart/form-data; boundary=----of-a-test' },
      body: new Uint8Array(multipart(fields, { name: 'registers.csv', content })),
    });
    expect(answer.status).toBe(303);
    return answer.headers.get('location') ?? '';
  };
  /** Looks at an address until it says something, or leads elsewhere. */
  const until = async (path: string, words: RegExp) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { to, body } = await get(path);
      if (to !== null || words.test(body)) return { to, body };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${path} never said ${words}`);
  };
  return { child, get, post, send, until };
}

/** Of days of its own each time, so that all of it has to be written. */
function registers(time: number): string {
  const lines = ['source_id,date,session,code'];
  for (let pupil = 0; pupil < PUPILS; pupil += 1)
    for (let day = 1; day <= DAYS; day += 1) {
      const date = `2025-09-${String(DAYS * time + day).padStart(2, '0')}`;
      lines.push(`${pupil},${date},AM,/`, `${pupil},${date},PM,\\`);
    }
  return lines.join('\n');
}

/** How many milliseconds after it was confirmed the kill comes: sooner where the machine was quicker the last time. */
const KILLED_AFTER = [250, 180, 120, 80, 50, 30];

async function runsOfRegisters(): Promise<object[]> {
  return JSON.parse(await done('runs', '--json')).filter(
    ({ kind }: { kind: string }) => kind === 'registers',
  );
}

/** On a server of many, whoever worked on something is taken to be gone only after a while of silence. */
async function minutesGoBy({ url }: OwnDatabase): Promise<void> {
  const owner = await ownerOfServer(url);
  await owner.query(`update sources.upload set heard_at = heard_at - interval '10 minutes'`);
  await owner.close();
}

describe('a server that is killed while it brings in a file', () => {
  it('finds the file at its next start, says that nothing was kept, and brings it in when it is confirmed again', async () => {
    const whole = { read: MARKS, added: MARKS, refused: 0 };
    let cutShort = false;
    for (let time = 0; !cutShort && time < KILLED_AFTER.length; time += 1) {
      const before = await runsOfRegisters();
      const first = await serve();
      const address = await first.send({ kind: 'registers', 'new-source': 'mis' }, registers(time));
      await first.post(`${address}/try`);
      await first.until(address, new RegExp(`Bring in ${MARKS.toLocaleString('en-GB')} rows`));
      void first.post(`${address}/confirm`).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, KILLED_AFTER[time]));
      await stop(first.child, 'SIGKILL');
      if (own) await minutesGoBy(own);
      const kept = await runsOfRegisters();

      const second = await serve();
      const { body } = await second.get(address);
      // The machine may have been quicker than the kill: then the file is in, whole.
      cutShort = body.includes('was cut short');
      if (cutShort) {
        expect(kept, 'no register came in').toEqual(before);
        await second.post(`${address}/confirm`);
        const { to } = await second.until(address, /could not be read/);
        expect(to).toMatch(/^\/sources\/runs\//);
      }
      await stop(second.child);
    }
    for (const run of await runsOfRegisters()) expect(run).toMatchObject(whole);
    expect(cutShort, 'the kill landed inside the import').toBe(true);
  }, 180_000);
});
