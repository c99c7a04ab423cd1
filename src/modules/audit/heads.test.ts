import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newId, type TenantId } from '#db';
import { addHead, readHeads } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-heads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const head = (number: number) => ({
  tenantId: newId<TenantId>(),
  number,
  at: '2026-09-01T08:00:00.000000Z',
  hash: 'a'.repeat(64),
});

describe('the file of heads', () => {
  it('is only ever added to, and for its owner alone', async () => {
    const path = join(folder, 'heads.jsonl');
    expect(await readHeads(path)).toEqual([]);
    const both = [head(1), head(2)];
    for (const each of both) addHead(path, each);
    expect(await readHeads(path)).toEqual(both);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('may end in the middle of a line, but not hold anything else', async () => {
    const path = join(folder, 'cut.jsonl');
    addHead(path, head(1));
    appendFileSync(path, '{"tenantId":"01a');
    expect(await readHeads(path)).toHaveLength(1);
    writeFileSync(path, 'hello\n');
    await expect(readHeads(path)).rejects.toThrow(/Line 1 of .* is no head of an audit: give the file/);
  });
});
