import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '#db';
import { command } from '#test/cli/in-process';
import { prepareData, says, startAlone, stop, temporary } from '#test/cli/waymark';
import { type OwnDatabase, ownDatabase, ownerOfServer } from '#test/db/owner';
import { startPglite } from '../db/pglite.ts';

const { path: place, remove } = temporary();
const server = inject('server');
/** Many pupils with few marks: such a file is read at once and then written for a while, so that kills land in the writing. A server writes sooner. */
const [PUPILS, DAYS] = [server === null ? 1_500 : 3_000, 2];
const MARKS = PUPILS * DAYS * 2;
let own: OwnDatabase | undefined;

beforeAll(async () => {
  if (server === null) await prepareData(join(place, 'data'));
  else own = await ownDatabase(server);
  const people = Array.from({ length: PUPILS }, (_, pupil) => `${pupil},123456`);
  writeFileSync(join(place, 'people.csv'), ['source_id,setting_urn', ...people].join('\n'));
  await done('setting', 'add', '--name', 'Ashdale School', '--kind', 'secondary', '--urn', '123456');
  await done('import', 'people', join(place, 'people.csv'), '--source', 'mis');
});
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

/** A whole file of one code, so that whose marks stand can be told. */
function registers(code: string): string {
  const path = join(place, `registers-${code}.csv`);
  const lines = ['source_id,date,session,code'];
  for (let pupil = 0; pupil < PUPILS; pupil += 1) {
    for (let day = 0; day < DAYS; day += 1) {
      const date = new Date(Date.UTC(2025, 8, 1 + day)).toISOString().slice(0, 10);
      lines.push(`${pupil},${date},AM,${code}`, `${pupil},${date},PM,${code}`);
    }
  }
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** How often each mark stands, the runs kept, and whether every mask is that of its marks. */
async function standing(): Promise<{
  letters: Record<string, number>;
  runs: number;
  changes: number;
  unlike: number;
}> {
  const pglite = own ? undefined : startPglite({ directory: join(place, 'data', 'database') });
  const owner = own ? await ownerOfServer(own.url) : undefined;
  const line = pglite ?? owner;
  if (!line) throw new Error('There is no database');
  try {
    const { rows } = await line.query(
      `select letter, count(*)::int as count from records.register, unnest(string_to_array(marks, null)) letter where letter <> ' ' group by 1`,
    );
    const { rows: kept } =
      await line.query(`select (select count(*)::int from sources.run where kind = 'registers') as runs, (select count(*)::int from records.register_change) as changes,
      (select count(*)::int from records.register where bit_count(possible) <> length(replace(marks, ' ', ''))) as unlike`);
    const { runs, changes, unlike } = kept[0] as { runs: number; changes: number; unlike: number };
    return {
      letters: Object.fromEntries(rows.map(({ letter, count }) => [letter, Number(count)])),
      runs,
      changes,
      unlike,
    };
  } finally {
    await line.close();
  }
}

describe('an import that is killed', () => {
  it('leaves all of the file behind or none of it, and the next one goes through', async () => {
    let before: Record<string, number> = {};
    let [runs, whole, none] = [0, 0, 0];
    // Early, in the middle, and late; each round has marks of its own.
    for (const [code, wait] of [
      ['I', 60],
      ['C', 400],
      ['R', 'after'],
    ] as const) {
      const words = [
        'import',
        'registers',
        registers(code),
        '--source',
        'mis',
        '--confirm',
        '--data',
        join(place, 'data'),
      ];
      const child = startAlone(words, own ? { env: { DATABASE_URL: own.url } } : {});
      if (wait === 'after') await Promise.race([says(child, `${MARKS} read`), says(child, 'Reviewed again')]);
      else {
        await says(child, 'read with the mapping');
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      await stop(child, 'SIGKILL');
      if (own) await settled(own);
      const now = await standing();
      const after = { [code]: MARKS };
      expect([before, after], `killed after ${wait}`).toContainEqual(now.letters);
      const isWhole = code in now.letters;
      if (isWhole) whole += 1;
      else none += 1;
      runs += isWhole ? 1 : 0;
      expect(now).toMatchObject({ runs, changes: runs * PUPILS, unlike: 0 });
      before = now.letters;
    }
    expect(none, 'no kill landed inside an import').toBeGreaterThan(0);
    expect(whole, 'no kill landed after a commit').toBeGreaterThan(0);
    expect(await done('import', 'registers', registers('T'), '--source', 'mis', '--confirm')).toContain(
      `${MARKS} read`,
    );
    expect((await standing()).letters).toEqual({ T: MARKS });
  }, 120_000);
});

/** A server may take a moment to notice that whoever asked has gone. */
async function settled(database: OwnDatabase): Promise<void> {
  const owner = await ownerOfServer(database.url);
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if (rows.length === 0) break;
    await once(AbortSignal.timeout(20), 'abort');
  }
  await owner.close();
}
