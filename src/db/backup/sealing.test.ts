import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporary } from '#test/cli/waymark';
import { type BackupLine, readBackup, writeBackup } from './backup-file.ts';
import { newKey } from './sealing.ts';

const { path: place, remove } = temporary();
const at = (name: string) => join(place, name);
const lines: BackupLine[] = [
  { waymark: 'backup', format: 1, at: '2026-11-27T10:00:00Z', migrations: [] },
  { table: 'people.person', columns: ['name'] },
  // Noise does not compress, so the file is long enough to be cut anywhere.
  ...Array.from({ length: 5_000 }, (_, number) => [`Amara ${Math.sin(number)} ${Math.cos(number * 7)}`]),
  { end: true, tables: 1, rows: 5_000 },
];

beforeAll(async () => {
  const { identity, recipient } = await newKey();
  writeFileSync(at('key'), `# a remark\n${identity}\n`);
  writeFileSync(at('other'), `${(await newKey()).identity}\n`);
  const written = async function* () {
    yield* lines;
  };
  await writeBackup(at('closed'), written(), recipient);
  await writeBackup(at('open'), written(), undefined);
});
afterAll(remove);

async function read(name: string, key?: string): Promise<BackupLine[]> {
  const found: BackupLine[] = [];
  for await (const line of readBackup(at(name), key === undefined ? undefined : at(key))) found.push(line);
  return found;
}

describe('a backup for a recipient', () => {
  it('is read with its key, and holds what was written', async () => {
    expect(await read('closed', 'key')).toEqual(lines);
    expect(await read('open')).toEqual(lines);
    expect(await read('open', 'key')).toEqual(lines);
    expect(readFileSync(at('closed')).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  });

  it('is read with no other key, and not without', async () => {
    await expect(read('closed')).rejects.toThrow('Say where its key is');
    await expect(read('closed', 'other')).rejects.toThrow('cannot be decrypted with this key');
    await expect(read('closed', 'open')).rejects.toThrow('holds no key');
    await expect(read('closed', 'nowhere')).rejects.toThrow('holds no key');
  });

  it('is refused when it was cut short, wherever, or a single bit of it is another', async () => {
    const closed = readFileSync(at('closed'));
    for (const share of [0.01, 0.5, 0.9, 0.9999]) {
      writeFileSync(at('short'), closed.subarray(0, Math.floor(closed.length * share)));
      await expect(read('short', 'key'), `cut at ${share}`).rejects.toThrow(/cannot be decrypted|cut short/);
      const place = Math.floor(closed.length * share);
      const changed = Buffer.from(closed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(at('changed'), changed);
      await expect(read('changed', 'key'), `changed at ${share}`).rejects.toThrow('cannot be decrypted');
    }
  });
});
