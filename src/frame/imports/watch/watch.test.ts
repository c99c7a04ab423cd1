import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { type Actor, serverActor } from '#modules/access';
import { runsOf, settleSource, sourcesOf } from '#modules/sources';
import { castYoungPeople } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { importKinds } from '../../../app.ts';
import type { TakenIn } from './take-file.ts';
import { type Watching, watch, watchOnce } from './watch.ts';

const { path: place, remove } = temporary();
let test: TestDatabase;
let actor: Actor;
let dir = '';
let source = '';
let number = 0;
const faults: unknown[] = [];

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  actor = serverActor(test.tenantId, 'watched folder', test.today);
});
beforeEach(() => {
  number += 1;
  dir = join(place, `watched-${number}`);
  source = `nightly-${number}`;
  faults.length = 0;
  mkdirSync(join(dir, source, 'people'), { recursive: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

function watching(more: Partial<Watching> = {}): Watching {
  return {
    db: test.db,
    kinds: importKinds,
    dir,
    actor: async () => actor,
    settled: 0,
    every: 20,
    said: () => {},
    fault: (error) => faults.push(error),
    signal: new AbortController().signal,
    ...more,
  };
}
const HEADER = 'source_id,setting_urn,given_name,family_name,nc_year';
const people = (count: number, name = 'Family') =>
  `${[HEADER, ...Array.from({ length: count }, (_, at) => `N${number}-${at},990001,Kit,${name}${at},9`)].join('\n')}\n`;
const put = (name: string, content: string, kind = 'people') => {
  mkdirSync(join(dir, source, kind), { recursive: true });
  writeFileSync(join(dir, source, kind, name), content);
};
const lies = (...parts: string[]) => {
  try {
    return readdirSync(join(dir, source, ...parts))
      .filter((name) => name !== '.taken')
      .sort();
  } catch {
    return [];
  }
};
const text = (...parts: string[]) => readFileSync(join(dir, source, ...parts), 'utf8');
const runs = () => withActor(test.db, actor, (tx) => runsOf(tx, test.tenantId, { source, most: 99 }));
const standing = () =>
  withActor(test.db, actor, async (tx) => (await sourcesOf(tx, test.tenantId, { source }))[0]);

describe('a file in a watched folder', () => {
  it('is brought in under its source and kind, put away with its day and counts, and everybody is reviewed', async () => {
    put('roll.csv', people(2));
    const taken = await watchOnce(watching());
    expect(taken).toMatchObject([{ file: `${source}/people/roll.csv`, ended: 'done', moved: true }]);
    expect(lies('people')).toEqual(['done']);
    expect(lies('people', 'done')).toEqual(['2026-11-20-roll.csv', '2026-11-20-roll.csv.txt']);
    expect(text('people', 'done', '2026-11-20-roll.csv.txt')).toBe(
      '2 rows read, 2 added, 0 changed, 0 the same, 0 ended, 0 refused.\n',
    );
    expect(await runs()).toMatchObject([{ file: 'roll.csv', source, kind: 'people', added: 2 }]);
    const by = await withActor(test.db, actor, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select('by')
        .where('tenant_id', '=', test.tenantId)
        .where('act', '=', 'import.run')
        .where('why', '=', `people from ${source}`)
        .execute(),
    );
    expect(by).toEqual([{ by: 'server (watched folder)' }]);
    const reviewed = await withActor(test.db, actor, (tx) =>
      tx
        .selectFrom('risk.profile')
        .innerJoin('people.person', 'people.person.id', 'risk.profile.person_id')
        .select('risk.profile.id')
        .where('people.person.source', '=', source)
        .execute(),
    );
    expect(reviewed).toHaveLength(2);
  });

  it('that is in already is put away without a run', async () => {
    put('a.csv', people(1));
    await watchOnce(watching());
    put('b.csv', people(1));
    expect(await watchOnce(watching())).toMatchObject([{ ended: 'done', moved: false }]);
    expect(text('people', 'done', '2026-11-20-b.csv.txt')).toBe('The same as before: nothing was done.\n');
    expect(await runs()).toHaveLength(1);
  });

  it('comes in again under another policy, because then it may come to something else', async () => {
    const row = `upn,kind,starts_on\n${castYoungPeople.amara.upn},suspension,2026-10-0${(number % 9) + 1}\n`;
    put('one.csv', row, 'suspensions');
    await watchOnce(watching());
    await withActor(test.db, actor, (tx) =>
      settleSource(
        tx,
        actor,
        { kind: 'suspensions', source, policies: ['adds', 'replaces'] },
        { policy: 'adds', share: 30, cadenceDays: null, mapping: null },
      ),
    );
    put('two.csv', row, 'suspensions');
    await watchOnce(watching());
    expect((await runs()).map(({ added, same }) => [added, same])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('of which some rows are refused is in, with the rules and not the rows beside it', async () => {
    put('roll.csv', `${people(1)}X,999999,Ada,Lovelace,9\n`);
    expect(await watchOnce(watching())).toMatchObject([{ ended: 'done' }]);
    const beside = text('people', 'done', '2026-11-20-roll.csv.txt');
    expect(beside).toContain('2 rows read, 1 added');
    expect(beside).toContain('setting.unknown: 1');
    expect(beside).not.toMatch(/Ada|Lovelace|999999/);
  });

  it('that cannot be read is put with the refused, and stands on the sources page', async () => {
    put('odd.csv', 'Ada Lovelace,Alan Turing\n1,2\n');
    expect(await watchOnce(watching())).toMatchObject([{ ended: 'refused', moved: false }]);
    expect(lies('people', 'refused')).toEqual(['2026-11-20-odd.csv', '2026-11-20-odd.csv.txt']);
    expect(text('people', 'refused', '2026-11-20-odd.csv.txt')).not.toMatch(/Ada|Alan/);
    expect((await standing())?.stop).toMatchObject({ rule: 'file', file: 'odd.csv' });
    put('nonsense.csv', 'a\n', 'spells');
    expect(await watchOnce(watching())).toMatchObject([
      { ended: 'refused', says: expect.stringContaining('The folder spells is no kind of file') },
    ]);
  });

  it('that would move too much is put with the stopped, and waits for a person', async () => {
    put('one.csv', people(12));
    await watchOnce(watching());
    put('two.csv', people(12, 'Renamed'));
    expect(await watchOnce(watching())).toMatchObject([{ ended: 'stopped', moved: false }]);
    expect(lies('people', 'stopped')).toEqual(['2026-11-20-two.csv', '2026-11-20-two.csv.txt']);
    expect((await standing())?.stop).toMatchObject({
      rule: 'share',
      message: expect.stringContaining('12 of the 12'),
    });
    expect(await runs()).toHaveLength(1);
  });

  it('that still grows is left alone until it has settled', async () => {
    put('slow.csv', people(1));
    const growing = setInterval(() => appendFileSync(join(dir, source, 'people', 'slow.csv'), '\n'), 20);
    const stop = new AbortController();
    const taken: TakenIn[] = [];
    const watched = watch(watching({ settled: 400, signal: stop.signal, said: (one) => taken.push(one) }));
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(taken, 'while it grows').toEqual([]);
    clearInterval(growing);
    while (taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await watched;
    expect(taken).toMatchObject([{ ended: 'done', moved: true }]);
    expect(faults).toEqual([]);
  });

  it('is taken once, however many servers watch', async () => {
    for (let at = 0; at < 6; at += 1) put(`${at}.csv`, people(1, `Other${at}-`));
    const all = (await Promise.all([1, 2, 3].map(() => watchOnce(watching())))).flat();
    expect(all.map(({ file }) => file).sort()).toEqual(
      Array.from({ length: 6 }, (_, at) => `${source}/people/${at}.csv`),
    );
    expect(await runs()).toHaveLength(6);
    expect(faults).toEqual([]);
  });

  it('that a server had in hand which is no more is met again, and one in hand still is not', async () => {
    const folder = (id: string) => join(dir, source, 'people', '.taken', id);
    for (const id of ['gone', 'here']) {
      mkdirSync(folder(id), { recursive: true });
      writeFileSync(join(folder(id), `${id}.csv`), people(1, id));
    }
    const longAgo = new Date(Date.now() - 600_000);
    utimesSync(folder('gone'), longAgo, longAgo);
    expect(await watchOnce(watching())).toMatchObject([{ file: `${source}/people/gone.csv`, ended: 'done' }]);
    expect(readdirSync(join(dir, source, 'people', '.taken'))).toEqual(['here']);
  });

  it('is a plain file with the name of a table: links, hidden ones and others are passed over', async () => {
    writeFileSync(join(place, 'elsewhere.csv'), people(1));
    symlinkSync(join(place, 'elsewhere.csv'), join(dir, source, 'people', 'link.csv'));
    put('.hidden.csv', people(1));
    put('notes.docx', 'x');
    mkdirSync(join(dir, source, 'people', 'folder.csv'));
    expect(await watchOnce(watching())).toEqual([]);
  });

  it('is laid back when the server goes down in the middle', async () => {
    put('roll.csv', people(1));
    const stop = new AbortController();
    const taken = await watchOnce(
      watching({
        signal: stop.signal,
        // Between taking it in hand and reading it.
        actor: async () => {
          queueMicrotask(() => stop.abort());
          return actor;
        },
      }),
    );
    expect(taken).toMatchObject([{ ended: 'laid back', moved: false }]);
    expect(lies('people')).toEqual(['roll.csv']);
    expect(await runs()).toEqual([]);
    expect((await standing())?.stop ?? null).toBeNull();
  });
});

describe('a watched folder', () => {
  it('that is not there is said in a sentence, and watching goes on', async () => {
    const stop = new AbortController();
    const watched = watch(watching({ dir: join(place, 'nowhere'), signal: stop.signal }));
    while (faults.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    await watched;
    expect(String(faults[0])).toMatch(/The watched folder .*nowhere cannot be read/);
  });
});
