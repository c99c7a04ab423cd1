/** A PostgreSQL server of a proof's own on a small disk. Takes root and the programs of PostgreSQL as Debian has them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/testing/free-port.ts';
import { fillerIn, megabytesIn, mount, type SmallDisk, unmount } from './small-disk.ts';

const VERSIONS = [15, 16, 17, 18];
/** Megabytes while it is filled. */
const AT_FIRST = 600;
/** Megabytes that are free at first. What is set aside for the write-ahead log is a few of them. */
const FREE = 24;

/** @example const { url, small } = await smallServer(); small.shrink(); small.fill(); … await small.remove(); */
export async function smallServer(): Promise<{ url: string; small: SmallDisk }> {
  const programs = VERSIONS.map((version) => `/usr/lib/postgresql/${version}/bin`).find(existsSync);
  if (!programs) throw new Error('The programs of PostgreSQL 15 or newer are not in /usr/lib/postgresql.');
  const directory = mkdtempSync(join(tmpdir(), 'waymark-server-'));
  const disk = join(directory, 'disk');
  const data = join(disk, 'data');
  const port = await freePort();
  chmodSync(directory, 0o755);
  mkdirSync(disk);
  mount(disk, AT_FIRST);
  const asPostgres = (program: string, ...words: string[]) =>
    // No pipes: a server started with them would hold them open for ever.
    execFileSync('runuser', ['-u', 'postgres', '--', join(programs, program), ...words], {
      stdio: 'ignore',
      cwd: '/',
    });
  const isUp = () =>
    spawnSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0;
  const start = () => asPostgres('pg_ctl', 'start', '-w', '-D', data, '-l', join(disk, 'log'));
  mkdirSync(data);
  const { uid, gid } = idsOf('postgres');
  for (const each of [disk, data]) chownSync(each, uid, gid);
  asPostgres(
    'initdb',
    '-D',
    data,
    '--wal-segsize=1',
    '-U',
    'proof',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  );
  const settings = {
    listen_addresses: "'127.0.0.1'",
    port,
    unix_socket_directories: "''",
    min_wal_size: "'4MB'",
    max_wal_size: "'16MB'",
  };
  appendFileSync(
    join(data, 'postgresql.conf'),
    Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  start();
  const small: SmallDisk = {
    shrink: () => void execFileSync('mount', ['-o', `remount,size=${megabytesIn(disk) + FREE}m`, disk]),
    ...fillerIn(disk),
    async revive() {
      if (!isUp()) start();
    },
    async remove() {
      spawnSync(
        'runuser',
        ['-u', 'postgres', '--', join(programs, 'pg_ctl'), 'stop', '-D', data, '-m', 'immediate'],
        {
          stdio: 'ignore',
          cwd: '/',
        },
      );
      unmount(disk);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return { url: `postgres://proof@127.0.0.1:${port}/postgres`, small };
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (what: string) => Number(execFileSync('id', [what, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
