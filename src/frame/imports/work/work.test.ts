import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type TenantId, withActor } from '#db';
import { actorOf } from '#modules/access';
import {
  askToStop,
  beginTrying,
  confirmUpload,
  contentOf,
  type ImportKind,
  keepFile,
  keepTried,
  mapUpload,
  openUpload,
  type Tried,
  type UploadId,
  uploadOf,
  withRun,
} from '#modules/sources';
import { Refused } from '#outcome';
import { type TestDatabase, testDatabase } from '#test/database';
import { multipart, visited } from '#test/visitors';
import { wordsFor } from '#web';
import { runnerOf } from './runner.ts';
import { sweepTemporary, withTemporary } from './temporary.ts';
import { tendImports } from './tend-imports.ts';

let test: TestDatabase;
let actor: Awaited<ReturnType<typeof actorOf>>;
/** How the work of the kind of these tests goes on, or what becomes of it. */
const work: { goOn?: (() => void) | undefined; fails?: Error | undefined } = {};
const faults: unknown[] = [];

/** A kind that reads nothing, waits until it is told to go on, and writes nothing. */
const patient: ImportKind = {
  kind: 'people',
  section: 'people',
  policies: ['replaces'],
  undo: [],
  async bringIn(db, who, call) {
    await new Promise<void>((resolve) => {
      work.goOn = resolve;
      call.signal?.addEventListener('abort', () => resolve());
    });
    if (work.fails) throw work.fails;
    const { source, dryRun, found, done, signal, confirmed } = call;
    const refused = { kept: [], count: 0, rows: 0, byRule: new Map(), add: () => {} };
    const file = { kind: 'people', source, file: 'f.csv', sha256: 'x', mapping: 'm', read: 1, refused };
    return withRun(
      db,
      who,
      { ...file, policies: ['replaces'], dryRun, found, done, signal, confirmed },
      async () => ({ added: 0, changed: 0, same: 1, ended: 0, moved: 0, standing: 1 }),
    );
  },
};

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  const whose = {
    tenantId: test.tenantId,
    accountId: test.accounts.gwen,
    name: 'Gwen',
    organisation: 'Northmoor',
  };
  actor = await actorOf(test.db, whose, test.today, [], wordsFor('en'));
});
beforeEach(() => {
  work.goOn = undefined;
  work.fails = undefined;
  faults.length = 0;
});
afterAll(() => test.close());

const pieces = async function* (...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
};
const kept = (content: AsyncIterable<Uint8Array>, most = 10_000_000) =>
  keepFile(test.db, actor, { name: 'f.csv', content, most }, (tx, file) =>
    openUpload(tx, actor, { kind: 'people', source: 'mis', file }),
  );
const act = <T>(does: (tx: Parameters<Parameters<typeof withActor>[2]>[0]) => Promise<T>) =>
  withActor(test.db, test.whole, does);
const upload = async (id: UploadId) => {
  const found = await act((tx) => uploadOf(tx, test.tenantId, id));
  if (!found) throw new Error('There is no such upload');
  return found;
};
const files = () =>
  act(async (tx) => {
    const { rows } = await sql<{ files: number; chunks: number }>`
      select (select count(*)::int from sources.file where tenant_id = ${test.tenantId}) as files,
        (select count(*)::int from sources.file_chunk where tenant_id = ${test.tenantId}) as chunks`.execute(
      tx,
    );
    return rows[0];
  });
const runs = () =>
  act(async (tx) => {
    const { rows } =
      await sql`select from sources.run where tenant_id = ${test.tenantId} and source = 'mis'`.execute(tx);
    return rows.length;
  });

/** An upload with a mapping, ready to be tried. */
async function mapped(): Promise<UploadId> {
  const id = await kept(pieces('a,b\n1,2\n'));
  await act(async (tx) => {
    await mapUpload(tx, actor, { id, kind: 'people', source: 'mis' }, { library: 'waymark-people' });
    await sql`update sources.upload set source = 'mis' where tenant_id = ${test.tenantId} and id = ${id}`.execute(
      tx,
    );
  });
  return id;
}
const tried: Tried = {
  counts: { read: 1, added: 0, changed: 0, same: 1, ended: 0, refused: 0 },
  moved: 0,
  standing: 1,
  share: 30,
  stop: null,
  refusals: [],
  byRule: {},
  sample: [],
};
const confirmed = async () => {
  const id = await mapped();
  const which = { id, kind: 'people', source: 'mis' };
  await act(async (tx) => {
    await beginTrying(tx, actor, which, null);
    await keepTried(tx, test.tenantId, id, tried);
    await confirmUpload(tx, actor, which);
  });
  return id;
};
const begun = async () => {
  while (!work.goOn) await new Promise((resolve) => setTimeout(resolve, 5));
};
const release = () => work.goOn?.();
const runner = () => runnerOf(test.db, [patient], (fault) => faults.push(fault));

describe('a file in chunks', () => {
  it('comes out as it came in, whatever the pieces it came in', async () => {
    const text = Array.from({ length: 60_000 }, (_, at) => `${at},Zoë`).join('\n');
    const bytes = Buffer.from(text);
    const id = await kept(
      (async function* () {
        for (let at = 0; at < bytes.length; at += 99_991) yield bytes.subarray(at, at + 99_991);
      })(),
    );
    const { fileId, fileLength, sha256 } = await upload(id);
    const out: Uint8Array[] = [];
    if (fileId) for await (const chunk of contentOf(test.db, actor, fileId)) out.push(chunk);
    expect(out.map(({ length }) => length)).toEqual([262_144, 262_144, bytes.length - 524_288]);
    expect(Buffer.concat(out).equals(bytes)).toBe(true);
    expect([fileLength, sha256.length]).toEqual([bytes.length, 64]);
  });

  it('is another organisation’s to see no more than if it were not there', async () => {
    const { fileId } = await upload(await kept(pieces('a,b\n1,2\n')));
    const read = async (who: Parameters<typeof contentOf>[1]) => {
      const out: Uint8Array[] = [];
      if (fileId) for await (const chunk of contentOf(test.db, who, fileId)) out.push(chunk);
      return Buffer.concat(out).toString();
    };
    expect(await read(actor)).toBe('a,b\n1,2\n');
    expect(await read({ tenantId: newId<TenantId>(), reach: 'whole' })).toBe('');
    // Nor is it anybody's whose reach is not the whole organisation: there is no grant.
    const scoped = { tenantId: test.tenantId, reach: { settings: [test.settings.fernlow], people: [] } };
    await expect(read(scoped)).rejects.toMatchObject({ code: '42501' });
  });

  it('that breaks off, is empty or is too long leaves nothing', async () => {
    const before = await files();
    const broken = (async function* () {
      yield Buffer.alloc(300_000, 'x');
      throw new Error('the line is cut');
    })();
    await expect(kept(broken)).rejects.toThrow('the line is cut');
    await expect(kept(pieces())).rejects.toThrow(Refused);
    await expect(kept(pieces('x'.repeat(300_001)), 300_000)).rejects.toThrow('293 kB');
    expect(await files()).toEqual(before);
  });

  it('that breaks off on its way over the network leaves nothing', async () => {
    const before = await files();
    const site = await visited(test);
    const address = await site.app.listen({ port: 0 });
    const form = multipart({ kind: 'people' }, { name: 'a.csv', content: 'x'.repeat(2_000_000) });
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.write(
      `POST /sources/import HTTP/1.1\r\nhost: localhost\r\ncookie: waymark=gwen\r\nsec-fetch-site: same-origin\r\ncontent-length: ${form.length}\r\ncontent-type: multipart/form-data; boundary=----of-a-test\r\n\r\n`,
    );
    socket.write(form.subarray(0, 1_200_000));
    const some = await waitFor(async () => ((await files())?.chunks ?? 0) > (before?.chunks ?? 0));
    expect(some, 'some of it was kept while it came').toBe(true);
    socket.destroy();
    await waitFor(async () => JSON.stringify(await files()) === JSON.stringify(before));
    expect(await files()).toEqual(before);
    expect(site.faults).toEqual([]);
    await site.app.close();
  });
});

async function waitFor(is: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await is()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

describe('the runner', () => {
  it('does one thing after the other, and each upload stands as done when its import is', async () => {
    const [one, two] = [await confirmed(), await confirmed()];
    const before = await runs();
    runner().take(actor, one);
    runner().take(actor, two);
    runner().take(actor, two);
    await begun();
    expect([runner().progress(one)?.isWaiting, runner().progress(two)?.isWaiting]).toEqual([false, true]);
    release();
    await runner().wait(one, 10_000);
    expect(await upload(one)).toMatchObject({ state: 'done', fileId: null, tried: null });
    work.goOn = undefined;
    await begun();
    release();
    await runner().wait(two, 10_000);
    expect((await upload(two)).state).toBe('done');
    expect(await runs()).toBe(before + 2);
    expect(runner().inHand()).toEqual([]);
  });

  it('stops what somebody wants no more, keeps nothing of it, and the file stays', async () => {
    const id = await confirmed();
    const before = await runs();
    runner().take(actor, id);
    await begun();
    runner().stop(id);
    await runner().wait(id, 10_000);
    const after = await upload(id);
    expect(after).toMatchObject({ state: 'tried', why: 'stopped', runId: null });
    expect(after.fileId).not.toBeNull();
    expect(await runs()).toBe(before);
  });

  it('stops what another server was asked to stop', async () => {
    const id = await confirmed();
    runner().take(actor, id);
    await begun();
    await act((tx) => askToStop(tx, actor, { id, kind: 'people', source: 'mis' }));
    await runner().wait(id, 20_000);
    expect(await upload(id)).toMatchObject({ state: 'tried', why: 'stopped' });
  });

  it('keeps why a file was refused, and of a fault of ours only that there was one', async () => {
    const refusedId = await confirmed();
    work.fails = new Refused('A quotation mark is never closed.');
    runner().take(actor, refusedId);
    await begun();
    release();
    await runner().wait(refusedId, 10_000);
    expect(await upload(refusedId)).toMatchObject({
      state: 'failed',
      why: 'A quotation mark is never closed.',
    });
    expect(faults).toEqual([]);

    const id = await confirmed();
    work.fails = new Error('Ada Lovelace is null');
    work.goOn = undefined;
    runner().take(actor, id);
    await begun();
    release();
    await runner().wait(id, 10_000);
    const { state, why } = await upload(id);
    expect([state, why]).toEqual(['failed', expect.not.stringContaining('Ada')]);
    expect(faults).toHaveLength(1);
  });

  it('goes down in good order: what is under way is as it was before, and says why', async () => {
    const id = await confirmed();
    runner().take(actor, id);
    await begun();
    await runner().close();
    expect(await upload(id)).toMatchObject({ state: 'tried', why: 'cut-short' });
  });
});

describe('tidying up at the start of a server', () => {
  it('sets right what a killed one left, where it can be no other', async () => {
    const [running, trying] = [await confirmed(), await mapped()];
    await act(async (tx) => {
      await beginTrying(tx, actor, { id: trying, kind: 'people', source: 'mis' }, null);
      await sql`update sources.upload set heard_at = now() - interval '10 minutes' where tenant_id = ${test.tenantId} and id in (${running}, ${trying})`.execute(
        tx,
      );
    });
    const imports = await tendImports(test.db, [patient], (fault) => faults.push(fault));
    await imports.close();
    expect(await upload(running)).toMatchObject({ state: 'tried', why: 'cut-short' });
    expect(await upload(trying)).toMatchObject({ state: 'mapped', why: 'cut-short' });
  });

  it('erases what has lain about for thirty days, and files whose last byte never came', async () => {
    const [old, young] = [await mapped(), await mapped()];
    await act(async (tx) => {
      await sql`update sources.upload set at = now() - interval '31 days' where tenant_id = ${test.tenantId} and id = ${old}`.execute(
        tx,
      );
      await sql`insert into sources.file (tenant_id, id, name, length, at)
        values (${test.tenantId}, gen_random_uuid(), 'half.csv', 0, now() - interval '2 days')`.execute(tx);
    });
    const imports = await tendImports(test.db, [patient], (fault) => faults.push(fault));
    await imports.close();
    expect(await upload(old)).toMatchObject({ state: 'called_off', fileId: null });
    expect((await upload(young)).state).toBe('mapped');
    const half = await act((tx) =>
      tx
        .selectFrom('sources.file')
        .select('name')
        .where('tenant_id', '=', test.tenantId)
        .where('sha256', 'is', null)
        .execute(),
    );
    expect(half).toEqual([]);
  });
});

describe('a place for a file on the disk', () => {
  it('is its owner’s alone, keeps the name, and is gone afterwards, also after a fault', async () => {
    let path = '';
    await expect(
      withTemporary('../../Ré sumé.csv', async (given) => {
        path = given;
        writeFileSync(path, 'x');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(path).toMatch(/waymark-import-\d+-\w+\/Ré sumé\.csv$/);
    expect(existsSync(path)).toBe(false);
  });

  it('that a killed process left is removed at the next start, and that of a living one is not', async () => {
    // No process has this number: the highest that Linux gives is 4,194,304.
    const left = join(tmpdir(), 'waymark-import-4999999-abc');
    const mine = join(tmpdir(), `waymark-import-${process.pid}-abc`);
    for (const folder of [left, mine]) mkdirSync(folder, { recursive: true });
    await sweepTemporary();
    expect(readdirSync(tmpdir()).filter((name) => [left, mine].includes(join(tmpdir(), name)))).toEqual([
      `waymark-import-${process.pid}-abc`,
    ]);
  });
});
