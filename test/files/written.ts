/** Files on disk for tests of what reads them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;
let count = 0;

/** Writes a file of its own and answers its path; all of them go when the process does. */
export function written(content: string | Uint8Array, name?: string): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'waymark-files-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  count += 1;
  const path = join(folder, `${count}-${name ?? 'file.csv'}`);
  writeFileSync(path, content);
  return path;
}
