import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareData } from '#test/cli/waymark';

const elsewhere = mkdtempSync(join(tmpdir(), 'waymark-elsewhere-'));
beforeAll(() => prepareData(join(elsewhere, 'data'), 'blank'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

const waymark = fileURLToPath(new URL('../../bin/waymark', import.meta.url));
const { DATABASE_URL: _, ...environment } = process.env;
const started = (...words: string[]) =>
  spawnSync(waymark, words, { cwd: elsewhere, encoding: 'utf8', env: environment, timeout: 60_000 });

describe('a command started outside the clone', () => {
  it('can draw pages: the sign-in page says so to doctor', () => {
    const said = started('doctor', '--data', 'data');
    expect(said.stdout).toMatch(/well +page: a page can be drawn/);
  });

  it('ends when it has only brought the database up to date', () => {
    expect(started('migrate', '--data', 'data')).toMatchObject({ status: 0, signal: null });
  });

  it('says in a sentence that a directory cannot be made', () => {
    const said = started('migrate', '--data', '/proc/nowhere');
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/cannot be the data directory/);
  });
});
