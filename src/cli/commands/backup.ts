import { existsSync } from 'node:fs';
import { restoreDatabase, withActor } from '#db';
import { commandActor } from '#modules/access';
import { record } from '#modules/audit';
import { tenantsOf } from '#modules/identity';
import { Refused } from '#outcome';
import { type Call, type Command, Misused, where } from '../command.ts';
import { dataDirectory, pathFrom } from '../paths.ts';
import { today } from '../today.ts';

/** `waymark backup FILE`: everything, as it stands at one moment, in one file. */
export const backup: Command = {
  permission: 'installation',
  usage: 'backup FILE [--data DIR]',
  summary:
    'Writes everything in the database to a new file, which either kind of database can be restored from.',
  options: { data: where.data },
  handsOver: true,
  async run(call) {
    const path = pathFrom(call.io, fileOf(call));
    if (existsSync(path))
      throw new Refused(`${path} is there already. Say another name, or move it away first.`);
    const db = await call.database();
    const began = performance.now();
    const { tables, rows, bytes } = await db.backUp(path);
    await recordAll(call, 'backup.made', rows);
    const size = (bytes / 1_000_000).toFixed(1);
    call.io.out(
      `${rows} rows of ${tables} tables are in ${path}: ${size} MB, ${seconds(began)}. It can be read by whoever has it: keep it encrypted, and elsewhere.\n`,
    );
    return 0;
  },
};

/** `waymark restore FILE`: everything in that file, into an empty database. */
export const restore: Command = {
  permission: 'installation',
  usage: 'restore FILE [--data DIR]',
  summary: 'Brings everything in a backup into an empty database. Everybody has to sign in again afterwards.',
  options: { data: where.data },
  handsOver: false,
  async run(call) {
    const path = pathFrom(call.io, fileOf(call));
    const began = performance.now();
    const { at, tables, rows } = await restoreDatabase(
      {
        url: process.env.DATABASE_URL || undefined,
        ownerUrl: process.env.WAYMARK_OWNER_URL || undefined,
        directory: dataDirectory(call, call.io),
      },
      path,
    );
    await recordAll(call, 'backup.restored', rows);
    call.io.out(
      `${rows} rows of ${tables} tables are back, as they stood at ${at.slice(0, 16)} (UTC): ${seconds(began)}. Check with: waymark audit verify\n`,
    );
    return 0;
  },
};

function fileOf({ positionals: [path, ...more] }: Call): string {
  if (path === undefined || more.length > 0) throw new Misused('Say one file');
  return path;
}

/** Every organisation in the database has it on record. */
async function recordAll(call: Call, act: string, number: number): Promise<void> {
  const db = await call.database();
  for (const { id } of await tenantsOf(db)) {
    const actor = commandActor(id, call.io.user, today());
    await withActor(db, actor, (tx) => record(tx, actor, { act, why: 'command line', number }));
  }
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
