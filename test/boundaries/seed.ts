import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Writes a small project to look at and removes it after the test. It lies inside this one, so that libraries resolve.
 *
 * @example seed({ 'package.json': '{}' }) // '…/.cache/seeded-aB3xYz'
 */
export function seed(files: Record<string, string>): string {
  mkdirSync(join(project, '.cache'), { recursive: true });
  const root = mkdtempSync(join(project, '.cache/seeded-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}
