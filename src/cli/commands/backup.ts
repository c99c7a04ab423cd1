import { existsSync, writeFileSync } from 'node:fs';
import { newBackupKey, restoreDatabase, withActor } from '#db';
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
  usage: 'backup FILE [--recipient KEY] [--data DIR] | backup key FILE',
  summary:
    'Writes everything in the database to a new file, which either kind of database can be restored from; encrypted for a recipient, whose key the second form makes.',
  options: { data: where.data, recipient: { type: 'string' } },
  handsOver: true,
  async run(call) {
    if (call.positionals[0] === 'key' && call.positionals.length === 2) return makeKey(call);
    const recipient = call.option('recipient') ?? (process.env.WAYMARK_BACKUP_RECIPIENT || undefined);
    const path = pathFrom(call.io, fileOf(call));
    if (existsSync(path))
      throw new Refused(`${path} is there already. Say another name, or move it away first.`);
    const db = await call.database();
    const began = performance.now();
    const { tables, rows, bytes } = await db.backUp(path, recipient);
    await recordAll(call, 'backup.made', rows);
    const size = (bytes / 1_000_000).toFixed(1);
    const readers = recipient
      ? 'Only the key that it was written for reads it: keep that elsewhere, and the file somewhere else again.'
      : 'It can be read by whoever has it: keep it encrypted, and elsewhere.';
    call.io.out(
      `${rows} rows of ${tables} tables are in ${path}: ${size} MB, ${seconds(began)}. ${readers}\n`,
    );
    return 0;
  },
};

/** `waymark backup key FILE`: the key that reads, into a new file; the recipient that writes, on the screen. */
async function makeKey(call: Call): Promise<number> {
  const path = pathFrom(call.io, call.positionals[1] ?? '');
  const { identity, recipient } = await newBackupKey();
  try {
    writeFileSync(path, `# recipient: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new Refused(`The key cannot be written to ${path}: ${(error as Error).message}.`);
  }
  call.io.out(`${recipient}\n`);
  call.io.err(
    `The key that reads is in ${path}. Move it off this machine, and keep two copies: without it no backup for this recipient is ever read again.\n`,
  );
  return 0;
}

/** `waymark restore FILE`: everything in that file, into an empty database. */
export const restore: Command = {
  permission: 'installation',
  usage: 'restore FILE [--identity KEYFILE] [--data DIR]',
  summary: 'Brings everything in a backup into an empty database. Everybody has to sign in again afterwards.',
  options: { data: where.data, identity: { type: 'string' } },
  handsOver: false,
  async run(call) {
    const path = pathFrom(call.io, fileOf(call));
    const identity = call.option('identity') ?? (process.env.WAYMARK_BACKUP_IDENTITY || undefined);
    const began = performance.now();
    const { at, tables, rows } = await restoreDatabase(
      {
        url: process.env.DATABASE_URL || undefined,
        ownerUrl: process.env.WAYMARK_OWNER_URL || undefined,
        directory: dataDirectory(call, call.io),
      },
      path,
      identity === undefined ? undefined : pathFrom(call.io, identity),
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
