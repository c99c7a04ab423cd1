import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { says, stop, temporary } from '#test/cli/waymark';
import { HeldElsewhere, openDatabase } from './connect.ts';
import { holdDirectory, isHeld, socketPath } from './directory.ts';

function directory(): string {
  const { path, remove } = temporary();
  onTestFinished(remove);
  return path;
}

/** Another process that holds a directory until it is ended. */
async function otherHolder(path: string, listens: boolean) {
  const module = new URL('./directory.ts', import.meta.url).href;
  const code = `const { holdDirectory } = await import(${JSON.stringify(module)});
    const held = holdDirectory(process.argv[1]);
    if (${listens}) await held.listen((socket) => socket.end('here'));
    console.log(held ? 'held' : 'not held');
    setInterval(() => held, 1000);`;
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import=tsx',
    '--input-type=module',
    '-e',
    code,
    path,
  ]);
  onTestFinished(() => stop(child, 'SIGKILL'));
  await says(child, 'held');
  return child;
}

describe('a data directory', () => {
  it('belongs to one holder at a time, and to the next when it is given back', async () => {
    const path = directory();
    const held = holdDirectory(path);
    expect(held).toBeDefined();
    expect(holdDirectory(path)).toBeUndefined();
    expect(isHeld(path)).toBe(true);
    await held?.release();
    expect(isHeld(path)).toBe(false);
    const next = holdDirectory(path);
    expect(next).toBeDefined();
    await next?.release();
  });

  it('is not held by looking, and not made by looking', () => {
    const path = join(directory(), 'nothing');
    expect(isHeld(path)).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  it('is held against another process until that one is killed, however it listened', async () => {
    const path = directory();
    const other = await otherHolder(path, true);
    expect(isHeld(path)).toBe(true);
    await expect(openDatabase({ directory: path })).rejects.toThrow(HeldElsewhere);
    await stop(other, 'SIGKILL');
    expect(existsSync(socketPath(path)), 'the dead process left its socket behind').toBe(true);
    expect(isHeld(path)).toBe(false);
    const held = holdDirectory(path);
    expect(existsSync(socketPath(path)), 'the stale socket is taken away').toBe(false);
    await held?.listen((socket) => socket.end('next'));
    expect(await heard(path)).toBe('next');
    await held?.release();
    expect(existsSync(socketPath(path))).toBe(false);
  });

  it('may have a path too long for a socket, also from another process', async () => {
    const path = join(directory(), 'a-long-name-of-a-directory'.repeat(6));
    mkdirSync(path, { recursive: true });
    expect(Buffer.byteLength(join(path, 'socket'))).toBeGreaterThan(107);
    await otherHolder(path, true);
    expect(Buffer.byteLength(socketPath(path))).toBeLessThan(108);
    expect(await heard(path)).toBe('here');
  });

  it('has one socket, by whatever way it is reached', () => {
    const path = directory();
    mkdirSync(join(path, 'data'));
    expect(socketPath(join(path, 'data', '..', 'data'))).toBe(socketPath(join(path, 'data')));
  });

  it('is given back when the database in it does not open', async () => {
    const path = directory();
    mkdirSync(join(path, 'database'));
    writeFileSync(join(path, 'database', 'PG_VERSION'), '9\n');
    await expect(openDatabase({ directory: path })).rejects.toThrow();
    expect(isHeld(path)).toBe(false);
    expect(readdirSync(join(path, 'database'))).toContain('PG_VERSION');
  });
});

function heard(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    connect(socketPath(path))
      .once('data', (text) => resolve(text.toString()))
      .once('error', reject);
  });
}
