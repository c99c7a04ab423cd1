import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, type Opening, openDatabase, restoreDatabase } from '#db';
import { signIn } from '#modules/identity';
import { castPassword, castStaff, castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { prepareData, temporary } from '#test/cli/waymark';
import { type OwnDatabase, type OwnRole, ownDatabase, ownRole } from '#test/db/owner';
import { fillDemo } from '../../demo/index.ts';

const { path: place, remove } = temporary();
const server = inject('server');
const owns: OwnDatabase[] = [];
const backup = join(place, 'all.waymark');
let count = 0;
let first: Opening;

/** A place for a database: on the server of this run, or a directory; the other one where it is asked for. */
async function somewhere(kind = server === null ? 'embedded' : 'server'): Promise<Opening> {
  if (kind === 'embedded' || server === null) {
    const directory = join(place, `data-${++count}`);
    await prepareData(directory, 'blank');
    return { directory };
  }
  const own = await ownDatabase(server);
  owns.push(own);
  return { url: own.url };
}

async function within<T>(opening: Opening, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(opening);
  return work(db).finally(() => db.close());
}

const on = (db: Database, ...words: string[]) => command(words, { cwd: place, db });
const asked = (opening: Opening, ...words: string[]) => within(opening, (db) => on(db, ...words));

/** What a backup holds, a line a row, in an order of its own; the record of backups themselves left out. */
function held(path: string): string[] {
  let table = '';
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  return lines
    .flatMap((text) => {
      const line = JSON.parse(text);
      if ('table' in line) table = line.table;
      if (!Array.isArray(line) || table === 'audit.unsealed') return [];
      return line.some((value) => /^backup\./.test(value)) ? [] : [`${table} ${text}`];
    })
    .sort();
}

/** The same backup with its lines changed. */
function changed(change: (lines: string[]) => string[]): string {
  const path = join(place, `changed-${++count}.waymark`);
  const lines = gunzipSync(readFileSync(backup)).toString('utf8').trim().split('\n');
  writeFileSync(path, gzipSync(`${change(lines).join('\n')}\n`));
  return path;
}

beforeAll(async () => {
  first = await somewhere();
  const made = await within(first, async (db) => {
    await fillDemo(db, { youngPeople: 60, seed: 1, today: castToday });
    await signIn(db, { email: castStaff.alison.email, password: castPassword, address: '127.0.0.1' });
    return on(db, 'backup', 'all.waymark');
  });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(/^\d+ rows of \d+ tables are in .*all\.waymark: \d+\.\d MB, /);
}, 120_000);
afterAll(async () => {
  for (const own of owns) await own.drop();
  remove();
});

describe('an encrypted backup', () => {
  // What is encrypted is the file, whichever database it is of.
  it.runIf(server !== null)('is read with its key and holds the same', async () => {
    const made = await asked(first, 'backup', 'key', 'mine.key');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^age1[0-9a-z]{50,}\n$/) });
    expect(statSync(join(place, 'mine.key')).mode & 0o077).toBe(0);
    expect(await asked(first, 'backup', 'closed.waymark', '--recipient', made.out.trim())).toMatchObject({
      code: 0,
      out: expect.stringContaining('Only the key that it was written for reads it'),
    });
    const empty = await somewhere();
    await restoreDatabase(empty, join(place, 'closed.waymark'), join(place, 'mine.key'));
    expect((await asked(empty, 'backup', 'opened.waymark')).code).toBe(0);
    expect(held(join(place, 'opened.waymark'))).toEqual(held(backup));
  });

  it('is for a recipient, and a key is never written over', async () => {
    expect((await asked(first, 'backup', 'key', 'kept.key')).code).toBe(0);
    expect(await asked(first, 'backup', 'x.waymark', '--recipient', 'age1nobody')).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no recipient'),
    });
    expect(existsSync(join(place, 'x.waymark'))).toBe(false);
    const before = readFileSync(join(place, 'kept.key'), 'utf8');
    expect((await asked(first, 'backup', 'key', 'kept.key')).code).toBe(1);
    expect(readFileSync(join(place, 'kept.key'), 'utf8')).toBe(before);
  });
});

describe('a backup', () => {
  it('is for the eyes of its owner, leaves nothing beside it, and never takes the place of another', async () => {
    expect(statSync(backup).mode & 0o077).toBe(0);
    expect(readdirSync(place).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const before = readFileSync(backup);
    expect(await asked(first, 'backup', 'all.waymark')).toMatchObject({
      code: 1,
      err: expect.stringContaining('is there already. Say another name'),
    });
    expect(readFileSync(backup).equals(before)).toBe(true);
  });

  it('holds nobody’s session, and every table that has rows', () => {
    const tables = new Set(held(backup).map((line) => line.split(' ')[0]));
    expect([...tables]).toEqual(
      expect.arrayContaining([
        'people.person',
        'records.register',
        'records.suspension',
        'identity.account',
        'audit.entry',
      ]),
    );
    expect(tables).not.toContain('identity.session');
  });

  it('brings everything back', async () => {
    const second = await somewhere();
    const restored = await restoreDatabase(second, backup);
    expect(restored.rows).toBeGreaterThan(1_000);
    const again = `again-${++count}.waymark`;
    const reviewed = (await asked(first, 'review', '--format', 'json')).out;
    await within(second, async (db) => {
      expect((await on(db, 'backup', again)).code).toBe(0);
      expect(held(join(place, again))).toEqual(held(backup));
      expect(await on(db, 'audit', 'verify')).toMatchObject({
        code: 0,
        out: expect.stringContaining('The chain is whole.'),
      });
      await signIn(db, { email: castStaff.alison.email, password: castPassword, address: '127.0.0.1' });
      // What is worked out by the database and what points at what is there again too.
      expect((await on(db, 'review', '--format', 'json')).out).toBe(reviewed);
    });
  }, 60_000);

  it.runIf(server !== null)(
    'moves from a server to the embedded database, and from there to a server',
    async () => {
      const embedded = await somewhere('embedded');
      await restoreDatabase(embedded, backup);
      const moved = `moved-${++count}.waymark`;
      expect((await asked(embedded, 'backup', moved)).code).toBe(0);
      const onServer = await somewhere('server');
      await restoreDatabase(onServer, join(place, moved));
      const again = `again-${++count}.waymark`;
      expect((await asked(onServer, 'backup', again)).code).toBe(0);
      expect(held(join(place, moved))).toEqual(held(backup));
      expect(held(join(place, again))).toEqual(held(backup));
    },
    60_000,
  );

  it.runIf(server !== null)(
    'is refused to a login that would see nothing, and made by the owner',
    async () => {
      const own = await ownDatabase(server ?? '');
      owns.push(own);
      await restoreDatabase({ url: own.url }, backup);
      const login: OwnRole = await ownRole(server ?? '', '');
      try {
        const url = login.urlTo(own.url);
        await within({ url, ownerUrl: own.url }, async () => {});
        expect(await asked({ url }, 'backup', 'partial.waymark')).toMatchObject({
          code: 1,
          err: expect.stringContaining('does not see everything, so what it wrote would be no backup'),
        });
        expect(existsSync(join(place, 'partial.waymark'))).toBe(false);
        expect(await asked({ url, ownerUrl: own.url }, 'backup', 'owner.waymark')).toMatchObject({ code: 0 });
        expect(held(join(place, 'owner.waymark'))).toEqual(held(backup));
      } finally {
        await own.drop();
        await login.drop();
      }
    },
    60_000,
  );
});

describe('a restore is refused, and leaves the database as empty as it was,', () => {
  let empty: Opening;
  beforeAll(async () => {
    empty = await somewhere();
  });
  afterEach(async () => {
    await within(empty, async (db) => {
      expect((await command(['audit', 'verify'], { cwd: place, db })).err).toContain(
        'There is no organisation here yet.',
      );
    });
  });

  it('where an organisation lives already', async () => {
    await expect(restoreDatabase(first, backup)).rejects.toThrow(
      'An organisation lives in this database already. Restore into one that is empty.',
    );
  });

  it('of a file that is none', async () => {
    const text = join(place, 'text.waymark');
    writeFileSync(text, 'Dear all,');
    await expect(restoreDatabase(empty, text)).rejects.toThrow(
      /text\.waymark is no backup that Waymark wrote/,
    );
    const other = join(place, 'other.waymark');
    writeFileSync(other, gzipSync('{"dear":"all"}\n'));
    await expect(restoreDatabase(empty, other)).rejects.toThrow(/is no backup that Waymark wrote/);
    await expect(restoreDatabase(empty, join(place, 'nowhere'))).rejects.toThrow(
      /cannot be read from .*nowhere/,
    );
  });

  it('of one that was cut short, wherever', async () => {
    const path = join(place, 'short.waymark');
    for (const share of [0.1, 0.5, 0.99]) {
      writeFileSync(path, readFileSync(backup));
      truncateSync(path, Math.floor(statSync(backup).size * share));
      await expect(restoreDatabase(empty, path), String(share)).rejects.toThrow('was cut short');
    }
    await expect(
      restoreDatabase(
        empty,
        changed((lines) => lines.slice(0, -1)),
      ),
    ).rejects.toThrow('was cut short');
  });

  it('of one that was changed: a row less, a row more, a row that points at nothing', async () => {
    const isPerson = (line: string) => line.startsWith('["') && line.includes('"2');
    const less = changed((lines) => {
      const at = lines.findIndex(isPerson);
      return lines.filter((_, each) => each !== at);
    });
    await expect(restoreDatabase(empty, less)).rejects.toThrow('or it was damaged since');
    const wrong = changed((lines) => lines.filter((line) => !line.includes('"table":"people.setting"')));
    await expect(restoreDatabase(empty, wrong)).rejects.toThrow();
  });

  it('of one that another Waymark wrote', async () => {
    const newer = changed(([head = '', ...rest]) => {
      const { migrations, ...other } = JSON.parse(head);
      return [
        JSON.stringify({ ...other, migrations: [...migrations, { name: '9999_later', sha256: 'x' }] }),
        ...rest,
      ];
    });
    await expect(restoreDatabase(empty, newer)).rejects.toThrow(
      'The backup was written by a newer or another Waymark.',
    );
    const format = changed(([head = '', ...rest]) => [head.replace('"format":1', '"format":2'), ...rest]);
    await expect(restoreDatabase(empty, format)).rejects.toThrow('was written by a newer Waymark');
  });
});
