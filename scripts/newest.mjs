// When files were changed: what was made of them is made again when it is older.
// Loaded by bin/waymark on any Node from 14, so no newer syntax here.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './own-node.mjs';

/** When the newest file at or under a path was changed; 0 when there is none. */
export function newest(path) {
  const full = join(root, path);
  try {
    const entry = statSync(full);
    if (!entry.isDirectory()) return entry.mtimeMs;
    return Math.max(0, ...readdirSync(full).map((name) => newest(join(path, name))));
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}
