import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { loadAssets } from './assets.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('loading the assets', () => {
  it('gives the addresses of what was built, entries only', () => {
    mkdirSync(join(dir, '.vite'));
    const manifest = {
      'main.ts': { file: 'main-1.js', isEntry: true },
      'early.ts': { file: 'early-4.js', isEntry: true },
      'main.scss': { file: 'style-2.css', isEntry: true },
      '_shared.js': { file: 'shared-3.js' },
    };
    writeFileSync(join(dir, '.vite', 'manifest.json'), JSON.stringify(manifest));
    expect(loadAssets(dir)).toEqual({
      css: ['/assets/style-2.css'],
      early: ['/assets/early-4.js'],
      js: ['/assets/main-1.js'],
      dir,
    });
  });

  it('refuses with the way out when nothing has been built', () => {
    expect(() => loadAssets(dir)).toThrow(Refused);
    expect(() => loadAssets(dir)).toThrow('npm run build');
  });
});
