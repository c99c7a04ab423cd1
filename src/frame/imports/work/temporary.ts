import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'waymark-import-';

/**
 * A place of its own for one file, readable by this process's owner alone, and gone when `act` is done, however it ends.
 * The number of the process is in its name, so that what a killed one left is known.
 *
 * @param name what the file is called; only its last part is used
 * @example await withTemporary('people.csv', async (path) => { await writeFile(path, bytes); return readTable(path); })
 */
export async function withTemporary<T>(name: string, act: (path: string) => Promise<T>): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  try {
    return await act(join(place, fileName(name)));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** A name as one part of a path: what stands in it is somebody else's choice. */
function fileName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replaceAll('\0', '');
  return last === '' || last === '.' || last === '..' ? 'file' : last.slice(-200);
}

/** Removes what processes left behind that are no more. */
export async function sweepTemporary(): Promise<void> {
  const place = tmpdir();
  for (const name of await readdir(place)) {
    const pid = /^waymark-import-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    // Another account's is not ours to remove, and says so.
    await rm(join(place, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
